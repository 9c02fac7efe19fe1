/* The theme before the first paint: the person's choice, else the system's. Loaded without defer. */
(() => {
  const root = document.documentElement;
  let saved = null;
  try { saved = localStorage.getItem('ruo-theme'); } catch (e) { /* storage is closed */ }
  root.dataset.bsTheme = saved || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  root.classList.add('has-script');
})();
