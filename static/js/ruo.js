/* Behaviour of the pages: theme, menus, dialogs, selection, keys. No dependencies, no inline code
   (strict content policy). Every page works without this file; here things only get quicker. */
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* theme */
  const showTheme = () => all('[data-theme-toggle]').forEach(button =>
    button.setAttribute('aria-pressed', String(root.dataset.bsTheme === 'dark')));
  const toggleTheme = () => {
    root.dataset.bsTheme = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
    try { localStorage.setItem('ruo-theme', root.dataset.bsTheme); } catch (e) { /* storage is closed */ }
    showTheme();
  };

  /* menus of <details>: closed by a click beside them and by Esc, which gives the focus back */
  const menus = () => all('details[data-menu][open], details.r-more[open]');
  const closeMenus = except => menus().forEach(menu => { if (menu !== except) menu.open = false; });

  /* dialogs */
  const openDialog = id => {
    const dialog = document.getElementById(id);
    if (!dialog || dialog.tagName !== 'DIALOG') return false;
    if (!dialog.open) dialog.showModal();
    return true;
  };

  document.addEventListener('click', event => {
    const on = selector => event.target.closest(selector);
    closeMenus(on('details'));
    if (on('[data-theme-toggle]')) toggleTheme();
    if (on('[data-print]')) window.print();
    if (on('[data-copy]')) copy(on('[data-copy]'));
    const opener = on('[data-open]');
    if (opener && openDialog(opener.dataset.open)) { event.preventDefault(); closeMenus(null); }
    const closer = on('[data-close]');
    const dialog = closer && closer.closest('dialog');
    if (dialog) { event.preventDefault(); dialog.close(); }
    const fold = on('[data-fold]');
    if (fold) toggleFold(fold);
  });

  /* a text to be copied: data-copy names its field, data-done is what the button says then */
  const copy = button => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    navigator.clipboard.writeText(field.value).then(() => { button.textContent = button.dataset.done; }, () => field.focus());
  };

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    menus().forEach(menu => { menu.open = false; menu.querySelector('summary').focus(); });
  });

  /* rows of a goal that may be folded: data-fold names the class of the rows */
  const toggleFold = button => {
    const open = button.getAttribute('aria-expanded') !== 'true';
    button.setAttribute('aria-expanded', String(open));
    all('.' + CSS.escape(button.dataset.fold)).forEach(row => { row.hidden = !open; });
  };

  /* a step fetched by htmx into #dialogs opens; the page behind keeps its place */
  document.addEventListener('htmx:afterSwap', event => {
    const dialog = event.target.id === 'dialogs' && event.target.querySelector('dialog');
    if (dialog) { if (!dialog.open) dialog.showModal(); return; }
    const heading = event.target.querySelector('[data-focus]');
    if (heading) { heading.tabIndex = -1; heading.focus(); }
    watchSelection();
    focusErrors(event.target);
  });

  /* a pressed button says what it does and is locked, so that a second click sends nothing;
     the value of the button must still travel, so the lock comes after the form is read */
  document.addEventListener('submit', event => {
    const button = event.submitter;
    if (!button || !button.dataset.busy || event.defaultPrevented) return;
    setTimeout(() => {
      button.disabled = true;
      button.setAttribute('aria-busy', 'true');
      busy.set(button, [...button.childNodes]);
      button.replaceChildren(button.dataset.busy);
    });
  });
  const busy = new Map();
  const release = () => {
    busy.forEach((words, button) => {
      button.disabled = false;
      button.removeAttribute('aria-busy');
      button.replaceChildren(...words);
    });
    busy.clear();
  };
  /* a text that another form of the page, or a link, would throw away: whoever leaves is asked */
  const typed = new Set();
  document.addEventListener('input', event => {
    const form = event.target.matches('textarea') && event.target.form;
    if (form && !form.hasAttribute('hx-post')) typed.add(form);
  });
  document.addEventListener('submit', event => { typed.delete(event.target); });
  document.addEventListener('click', event => {
    const left = event.target.closest('[data-close], [data-leave]');
    if (left) all('form', left.closest('dialog') || document).forEach(form => typed.delete(form));
  });
  addEventListener('beforeunload', event => {
    if (!typed.size) return;
    event.preventDefault();
    setTimeout(release, 500); /* whoever stays can press again */
  });
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });

  /* the focus goes to the summary of errors, its links to the fields */
  const focusErrors = within => within.querySelector('[data-errors]')?.focus();

  /* several documents at once: the bar appears on selection and says how many */
  const watchSelection = () => {
    const bar = document.querySelector('[data-bulk]');
    if (!bar || bar.dataset.watched) return;
    bar.dataset.watched = 'yes';
    const boxes = () => all('[data-pick]');
    const refresh = () => {
      const picked = boxes().filter(box => box.checked);
      bar.hidden = picked.length === 0;
      const words = bar.querySelector('[data-bulk-n]');
      words.textContent = picked.length === 1 ? words.dataset.one : words.dataset.many.replace('#', picked.length);
      const alike = new Set(picked.map(box => box.dataset.kind)).size < 2;
      const read = picked.every(box => box.dataset.unread === undefined);
      all('[data-bulk-same]', bar).forEach(button => { button.disabled = !(alike && read); });
    };
    document.addEventListener('change', event => { if (event.target.matches('[data-pick]')) refresh(); });
    bar.querySelector('[data-bulk-all]')?.addEventListener('click', () => {
      boxes().forEach(box => { box.checked = true; });
      refresh();
    });
    bar.querySelector('[data-bulk-clear]').addEventListener('click', event => {
      event.preventDefault();
      boxes().forEach(box => { box.checked = false; });
      refresh();
    });
    refresh();
  };

  /* keys, bound to the place of the key, so that БДС and phonetic layouts work alike */
  const typing = target => target.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
  const rows = () => all('[data-row]').filter(row => row.offsetParent !== null);
  const rowOf = element => element?.closest?.('[data-row]');
  const goToRow = distance => {
    const list = rows();
    if (!list.length) return;
    const at = list.indexOf(rowOf(document.activeElement));
    const next = list[Math.min(list.length - 1, Math.max(0, at < 0 ? 0 : at + distance))];
    const target = next.querySelector('[data-row-link]') || next.querySelector('a, button, input');
    target?.focus();
    next.scrollIntoView({ block: 'nearest' });
  };
  const tickOf = within => within?.querySelector('[data-tick]');
  const press = selector => {
    const found = document.querySelector(selector);
    if (found) { found.focus(); found.click(); }
    return Boolean(found);
  };
  /* a comparison: the change that has the focus is the current one of the list beside it */
  const markChange = () => {
    const here = document.activeElement?.closest?.('.r-diff');
    if (here) all('.r-jump a').forEach(link => {
      if (link.hash === '#' + here.id) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
    });
  };
  document.addEventListener('focusin', markChange);
  document.addEventListener('htmx:afterSettle', markChange);

  let gone = 0; /* the moment of the last G */

  const actOn = code => {
    if (code === 'Slash') { document.getElementById('q')?.focus(); return true; }
    if (code === 'KeyJ') { goToRow(1); return true; }
    if (code === 'KeyK') { goToRow(-1); return true; }
    if (code === 'KeyN' && tickOf(document)) { goToRow(1); return true; }
    if (code === 'KeyP' && tickOf(document)) { goToRow(-1); return true; }
    if (code === 'KeyV') { tickOf(rowOf(document.activeElement))?.click(); return true; }
    if (code === 'KeyX') { rowOf(document.activeElement)?.querySelector('[data-pick]')?.click(); return true; }
    if (code === 'KeyE') {
      const edit = rowOf(document.activeElement)?.querySelector('[data-edit]');
      if (edit) { edit.click(); return true; }
    }
    return press('[data-key="' + code + '"]');
  };

  document.addEventListener('keydown', event => {
    if (document.body.dataset.keys !== 'on' || event.ctrlKey || event.altKey || event.metaKey) return;
    if (typing(event.target) || document.querySelector('dialog[open]')) return;
    if (event.code === 'KeyG') { gone = event.timeStamp; return; }
    if (gone && event.timeStamp - gone < 1500) {
      gone = 0;
      const place = document.querySelector('[data-go="' + event.code + '"]');
      if (place) { event.preventDefault(); place.click(); return; }
    }
    const help = event.code === 'Slash' && event.shiftKey;
    if (event.shiftKey && !help) return;
    if (help ? openDialog('keys') : /^(Slash|Key[A-Z])$/.test(event.code) && actOn(event.code)) event.preventDefault();
  });

  showTheme();
  watchSelection();
  focusErrors(document);
  const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (named && named.tagName === 'DIALOG') openDialog(named.id);
})();
