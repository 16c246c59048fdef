// The page that the demo's sample service shows to browsers.

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value) => String(value ?? '–').replace(/[&<>"']/g, (character) => escapes[character]);

function facts({ request, port }) {
  const { headers } = request;
  return [
    ['You asked for', `${headers['x-forwarded-proto'] ?? 'http'}://${headers['x-forwarded-host'] ?? headers.host}${request.url}`],
    ['It was answered by', `localhost:${port}`],
    ['Your address, as the edge saw it', headers['x-forwarded-for']],
    ['Forwarded', headers.forwarded],
    ['Your browser', headers['user-agent']],
  ];
}

const style = `
  :root { color-scheme: light dark; --ink: #16202c; --soft: #5b6b7d; --line: #d9e0e8; --card: #fff; --page: #f2f5f9; --accent: #0b7a75; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e8eef5; --soft: #93a3b5; --line: #2a3746; --card: #17212d; --page: #0e151d; --accent: #3fc1b8; } }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--page); color: var(--ink);
    font: 16px/1.55 system-ui, sans-serif; }
  main { width: min(720px, 100%); background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 40px; }
  h1 { margin: 0 0 8px; font-size: 32px; line-height: 1.2; letter-spacing: -.02em; }
  p { margin: 0 0 24px; color: var(--soft); }
  .path { display: flex; align-items: center; gap: 12px; margin: 0 0 28px; font-weight: 600; font-size: 14px; }
  .path span { padding: 6px 12px; border: 1px solid var(--line); border-radius: 999px; white-space: nowrap; }
  .path i { flex: 1; height: 2px; background: linear-gradient(90deg, var(--line) 50%, var(--accent) 50%); background-size: 16px 2px; animation: flow 1s linear infinite; }
  @keyframes flow { to { background-position: 16px 0; } }
  @media (prefers-reduced-motion: reduce) { .path i { animation: none; } }
  dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: 10px 24px; font-size: 14px; }
  dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; font-family: ui-monospace, monospace; }
  time { color: var(--accent); font-variant-numeric: tabular-nums; }
  @media (max-width: 560px) { main { padding: 24px; } dl { grid-template-columns: 1fr; gap: 2px; } dd { margin-bottom: 10px; } }
`;

export function page(visit) {
  const rows = facts(visit).map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hello through the tunnel</title>
<style>${style}</style>
<main>
  <h1>Hello through the tunnel</h1>
  <p>This page comes from a service that listens on loopback only. Visit ${visit.visits} since it started.</p>
  <div class="path"><span>your browser</span><i></i><span>edge</span><i></i><span>localhost:${visit.port}</span></div>
  <dl>${rows.join('')}<dt>Streamed, once a second</dt><dd><time id="clock">…</time></dd></dl>
</main>
<script>
  new EventSource('/clock').onmessage = (event) => { document.getElementById('clock').textContent = event.data; };
</script>
</html>
`;
}
