// Runs before the first paint, so that a chosen theme does not flash. A file, because the content security policy
// allows no inline script.
(function () {
  try {
    var theme = localStorage.getItem('tunnel.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage switched off: the system's theme it is.
  }
})();
