/**
 * The pages' one script. Pages work without it; it follows the event stream and swaps the main part for a fresh one. A
 * document that XMLHttpRequest parsed runs no script and needs no markup sink, which Trusted Types would refuse.
 */
export const SCRIPT: string = `'use strict';
(function () {
  var LEAST_MS = 250;
  var THEMES = ['', 'light', 'dark'];
  var WORDS = { '': 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' };
  var root = document.documentElement;

  function setTheme(theme) {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    var button = document.getElementById('theme');
    if (button) button.textContent = WORDS[theme];
  }
  var theme = localStorage.getItem('theme') || '';
  setTheme(theme);
  var button = document.getElementById('theme');
  if (button) button.addEventListener('click', function () {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    localStorage.setItem('theme', theme);
    setTheme(theme);
  });

  var csrf = document.querySelector('meta[name=csrf]');
  document.addEventListener('click', function (event) {
    var target = event.target.closest('[data-post]');
    if (!target) return;
    target.disabled = true;
    var headers = { 'Content-Type': 'application/json' };
    if (csrf) headers['X-CSRF-Token'] = csrf.content;
    fetch(target.dataset.post, { method: 'POST', headers: headers, body: '{}' })
      .then(shownAgain, shownAgain);
  });

  // A page that follows nothing may have something to follow now.
  function shownAgain() {
    if (main().dataset.live) refresh();
    else location.reload();
  }

  // Who comes from another site's link has signed in perhaps, which the browser told nobody yet.
  var login = document.getElementById('login');
  if (login) fetch(login.dataset.to, { method: 'HEAD', redirect: 'manual', headers: { Accept: 'text/html' } })
    .then(function (answer) { if (answer.ok && !document.querySelector('[role=alert]')) location.replace(login.dataset.to); }, function () {});

  function main() { return document.getElementById('main'); }

  function swap(fresh) {
    var old = main();
    var next = document.importNode(fresh, true);
    old.querySelectorAll('details[id]').forEach(function (details) {
      var same = next.querySelector('#' + CSS.escape(details.id));
      if (same && details.dataset.touched) { same.open = details.open; same.dataset.touched = '1'; }
    });
    var focused = document.activeElement && document.activeElement.id;
    var scrolled = Array.from(old.querySelectorAll('pre, .scroll')).map(function (box) { return [box.scrollLeft, box.scrollTop]; });
    var y = window.scrollY;
    old.replaceWith(next);
    next.querySelectorAll('pre, .scroll').forEach(function (box, i) {
      if (scrolled[i]) { box.scrollLeft = scrolled[i][0]; box.scrollTop = scrolled[i][1]; }
    });
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus({ preventScroll: true });
    window.scrollTo(window.scrollX, y);
  }
  document.addEventListener('click', function (event) {
    var summary = event.target.closest('summary');
    if (summary) summary.parentElement.dataset.touched = '1';
  });
  function openTarget() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === 'DETAILS') { target.open = true; target.dataset.touched = '1'; }
  }
  window.addEventListener('hashchange', openTarget);
  openTarget();

  var last = 0, timer = 0, isBusy = false, isDirty = false;
  function refresh() {
    if (isBusy) { isDirty = true; return; }
    if (timer) return;
    timer = setTimeout(load, Math.max(0, last + LEAST_MS - Date.now()));
  }
  function load() {
    timer = 0;
    isBusy = true;
    last = Date.now();
    var request = new XMLHttpRequest();
    request.open('GET', location.pathname + location.search);
    request.setRequestHeader('Accept', 'text/html');
    request.responseType = 'document';
    request.onloadend = function () {
      isBusy = false;
      // Signed out, or the time is over.
      if (new URL(request.responseURL || location.href).pathname === '/login') return location.reload();
      var fresh = request.status === 200 && request.response && request.response.getElementById('main');
      // Text that is being selected stays.
      if (fresh && String(window.getSelection()) === '') {
        document.title = request.response.title;
        swap(fresh);
      }
      if (isDirty) { isDirty = false; refresh(); }
    };
    request.send();
  }

  var url = main() && main().dataset.live;
  if (!url) return;
  var chip = document.getElementById('live');
  function say(state, word) {
    if (!chip || chip.dataset.state === state) return;
    chip.dataset.state = state;
    chip.textContent = word;
  }
  var KINDS = ['run.accepted', 'run.started', 'run.finished', 'run.cancel_requested', 'node.skipped', 'node.scheduled',
    'node.completed', 'node.attempt_failed', 'node.retry_due', 'node.failed', 'node.cancelled', 'attempt.lost',
    'node.waiting', 'timer.fired', 'signal.received', 'approval.answered', 'child.ended', 'run.retried', 'run.resumed', 'run.forked'];
  var source;
  function follow() {
    source = new EventSource(url);
    source.onopen = function () { say('on', 'Live'); refresh(); };
    source.onerror = function () {
      if (source.readyState === EventSource.CLOSED) say('off', 'Ended');
      else say('lost', 'Reconnecting');
    };
    KINDS.forEach(function (kind) { source.addEventListener(kind, refresh); });
    source.addEventListener('run.finished', function () {
      if (url === '/api/events') return;
      source.close();
      say('off', 'Ended');
    });
  }
  follow();
  // The clock of what still runs, and of what is to happen at a time and has not: of that no event tells.
  var DUE_MS = 60000;
  function isDue(row) {
    var late = Date.now() - Number(row.dataset.due);
    return late >= 0 && late < DUE_MS;
  }
  setInterval(function () {
    if (document.visibilityState !== 'visible' || source.readyState !== EventSource.OPEN) return;
    if (document.querySelector('.s-running, .pill.run') || Array.from(document.querySelectorAll('[data-due]')).some(isDue)) refresh();
  }, 1000);
})();
`;
