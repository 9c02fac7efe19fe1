/* The visit in the field: findings open under an answer, terms are suggested, what could not be
   sent waits and is sent again. Without this file every question has a button of its own. */
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  document.addEventListener('change', event => {
    const answer = event.target.closest('[data-answer]');
    if (answer && ['partly', 'no'].includes(event.target.value)) {
      answer.parentElement.querySelector('[data-finds]').open = true;
    }
  });

  document.addEventListener('click', event => {
    const days = event.target.closest('[data-days]');
    if (days) {
      const day = new Date();
      day.setDate(day.getDate() + Number(days.dataset.days));
      const local = new Date(day.getTime() - day.getTimezoneOffset() * 60000);
      days.closest('form').elements.due_on.value = local.toISOString().slice(0, 10);
    }
    if (event.target.closest('[data-resend]')) resend();
  });

  /* Only the page of a visit sends by itself; a measure that is changed has a page of its own. */
  const told = document.querySelector('[data-offline]');
  if (!told) return;

  /* What could not be sent: its address, with a copy of photos and measures, whose fields are
     free for the next one. An answer is sent as it stands then. */
  let waiting = [];
  let sending = false;
  const formAt = path => all('form').find(form => form.getAttribute('action') === path);
  const isCopied = form => form.matches('[data-measure], [enctype]');

  const keep = (form, config, why) => {
    if (isCopied(form)) {
      waiting.push({ path: config.path, values: Object.fromEntries(config.formData) });
      form.reset();
    } else if (!waiting.some(one => one.path === config.path)) {
      waiting.push({ path: config.path });
    }
    told.dataset.offline = why;
  };

  const draw = () => {
    told.hidden = waiting.length === 0;
    all('[data-why]', told).forEach(part => { part.hidden = part.dataset.why !== told.dataset.offline; });
    all('[data-waits-here]').forEach(mark => mark.remove());
    waiting.filter(one => one.values).forEach(one => {
      const mark = document.createElement('p');
      mark.dataset.waitsHere = '';
      mark.className = 'r-sub mb-1';
      const what = one.values.text || (one.values.photo && one.values.photo.name) || '';
      mark.textContent = `${told.dataset.waits}: ${what}`;
      formAt(one.path)?.closest('[data-sent]').append(mark);
    });
  };

  /* what is typed while another measure waits stays, whether that one is taken or not */
  const refill = (path, typed) => {
    const form = formAt(path);
    typed.forEach((value, name) => {
      const field = form.elements[name];
      if (typeof value === 'string' && field.type !== 'hidden') field.value = value;
    });
    if (typed.get('text')) form.closest('details').open = true;
  };

  const sendAgain = async ({ path, values }) => {
    const form = formAt(path);
    if (!form) return;
    const typed = new FormData(form);
    try {
      await window.htmx.ajax('post', path, { source: form, values });
    } finally { if (form.matches('[data-measure]')) refill(path, typed); }
  };

  /* one after the other: a form sends one thing at a time */
  const resend = async () => {
    if (sending) return;
    sending = true;
    const left = waiting;
    waiting = [];
    try {
      while (left.length) await sendAgain(left.shift());
    } catch { waiting.push(...left); }
    sending = false;
    draw();
  };

  /* the mark against forgery may have changed since the page was opened: signed in again */
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  document.addEventListener('htmx:configRequest', event => {
    if (!token()) return;
    event.detail.headers['X-CSRFToken'] = token();
    if (event.detail.verb === 'post') event.detail.parameters.csrfmiddlewaretoken = token();
  });

  /* what was not taken says why at its place; a whole page is not put into a place */
  const isPage = xhr => /^\s*<!doctype/i.test(xhr.responseText);
  const isSignedOut = ({ pathInfo, requestConfig }) =>
    pathInfo.responsePath !== pathInfo.finalRequestPath
    || requestConfig.parameters.csrfmiddlewaretoken !== token();
  document.addEventListener('htmx:beforeSwap', event => {
    const { xhr } = event.detail;
    event.detail.shouldSwap = xhr.status < 500 && !isPage(xhr);
    event.detail.isError = !event.detail.shouldSwap;
  });

  const sayRefusal = (form, xhr) => {
    const page = new DOMParser().parseFromString(xhr.responseText, 'text/html').querySelector('main');
    const said = document.createElement('p');
    said.dataset.refused = '';
    said.className = 'r-badtext mt-2 mb-0';
    said.setAttribute('role', 'alert');
    said.textContent = page ? all('h1, p', page).map(one => one.textContent.trim()).join('. ') : xhr.statusText;
    form.closest('[data-sent]').append(said);
  };

  document.addEventListener('htmx:afterRequest', event => {
    const { xhr, requestConfig, successful } = event.detail;
    const form = formAt(requestConfig.path);
    if (!form?.closest('[data-sent]')) return;
    all('[data-refused]', form).forEach(one => one.remove());
    unsaved.delete(form);
    if (!xhr.status) keep(form, requestConfig, 'connection');
    else if (isPage(xhr) && isSignedOut(event.detail)) keep(form, requestConfig, 'sign-in');
    else if (xhr.status >= 500) keep(form, requestConfig, 'fault');
    else if (isPage(xhr)) sayRefusal(form, xhr);
    draw();
    if (successful && waiting.length) resend();
  });
  document.addEventListener('htmx:afterSettle', draw);
  addEventListener('online', resend);

  /* typing that is not sent yet: it is sent when the page goes into the background, and whoever
     leaves is asked */
  const unsaved = new Set();
  document.addEventListener('input', event => {
    if (event.target.name === 'finding') unsaved.add(event.target.form);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) unsaved.forEach(form => window.htmx.trigger(form, 'change'));
    else if (waiting.length) resend();
  });
  const isHalfWritten = () => all('[data-measure] [name=text]').some(text => text.value.trim());
  addEventListener('beforeunload', event => {
    if (waiting.length || unsaved.size || isHalfWritten()) event.preventDefault();
  });
})();
