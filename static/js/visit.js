/* The visit in the field: findings open under an answer, terms are suggested, what could not be
   sent waits and is sent again. Without this file every question has a button of its own. */
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const told = document.querySelector('[data-offline]');
  const waiting = new Set();
  const showWaiting = () => { if (told) told.hidden = waiting.size === 0; };
  const resend = () => all('form').filter(form => waiting.has(form.id)).forEach(form =>
    window.htmx.trigger(form, 'change'));

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

  /* an answer that was not taken says why at its place */
  document.addEventListener('htmx:beforeSwap', event => {
    if ([403, 409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  const isAnswer = event => event.detail.elt?.matches?.('[data-answer]');
  const keepWaiting = event => { if (isAnswer(event)) { waiting.add(event.detail.elt.id); showWaiting(); } };
  document.addEventListener('htmx:sendError', keepWaiting);
  document.addEventListener('htmx:responseError', keepWaiting);
  document.addEventListener('htmx:afterRequest', event => {
    if (isAnswer(event) && event.detail.successful) { waiting.delete(event.detail.elt.id); showWaiting(); }
  });
  addEventListener('online', resend);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) resend(); });
  addEventListener('beforeunload', event => { if (waiting.size) event.preventDefault(); });
})();
