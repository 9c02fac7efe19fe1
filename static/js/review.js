/* The review of an import: a cell of the original and the field that was read from it light up
   together, Ctrl+Z takes the last decision back. Without this file they are links and a button. */
(() => {
  let lit = [];
  const light = (...cells) => {
    lit.forEach(cell => cell.classList.remove('is-lit'));
    lit = cells.filter(Boolean);
    lit.forEach(cell => cell.classList.add('is-lit'));
  };
  const named = holder => holder && document.getElementById(holder.dataset.at);
  const holderOf = event => event.target.closest?.('#imp [data-at]');

  /* the original scrolls by itself, the page does not */
  const show = cell => {
    const paper = cell?.closest('.r-doc');
    if (!paper) return;
    const [at, frame] = [cell.getBoundingClientRect(), paper.getBoundingClientRect()];
    if (at.top >= frame.top && at.bottom <= frame.bottom) return;
    paper.scrollTop += at.top - frame.top - (paper.clientHeight - at.height) / 2;
  };

  document.addEventListener('mouseover', event => {
    const holder = holderOf(event);
    if (holder) light(holder.matches('a') ? holder : null, named(holder));
  });
  document.addEventListener('focusin', event => {
    const holder = holderOf(event);
    if (!holder) return;
    light(holder.matches('a') ? holder : null, named(holder));
    show(named(holder));
  });
  document.addEventListener('click', event => {
    const holder = holderOf(event);
    const other = holder?.matches('a') && named(holder);
    if (!other) return;
    event.preventDefault();
    light(holder, other);
    if (other.closest('.r-doc')) show(other); else other.scrollIntoView({ block: 'center' });
    other.focus({ preventScroll: true });
  });

  document.addEventListener('keydown', event => {
    if (event.code !== 'KeyZ' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (event.target.closest?.('input, textarea, select')) return;
    const undo = document.querySelector('[data-undo]');
    if (undo) { event.preventDefault(); undo.click(); }
  });

  /* the doubt to go on with has the focus: its cell is shown */
  const onward = () => {
    const button = document.querySelector('#imp [autofocus]');
    const holder = button?.closest('[data-at]');
    if (holder) { light(named(holder)); show(named(holder)); }
  };
  document.addEventListener('htmx:afterSettle', onward);
  onward();
})();
