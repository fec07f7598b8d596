/** The pages' style. Ink is for the interface, colour is for state only. */
export const STYLE: string = `:root {
  color-scheme: light dark;
  --canvas: light-dark(#f6f6f3, #101211); --surface: light-dark(#fff, #181b1a); --sunken: light-dark(#f1f1ed, #0c0e0d);
  --line: light-dark(#e1e1dc, #2a2e2c); --ctl: light-dark(#85877f, #6f756f); --sel: light-dark(#eaeae4, #262b28);
  --ink: light-dark(#1a1c19, #ecedea); --ink2: light-dark(#4b4e48, #b6bab4); --ink3: light-dark(#646760, #929790);
  --ok: light-dark(#08735a, #3ddbaa); --okb: light-dark(#dff1ea, #12342a);
  --run: light-dark(#1a5bcc, #5b9bff); --runb: light-dark(#e2ecfb, #152c4d);
  --wait: light-dark(#5b2a86, #f0b8ff); --waitb: light-dark(#eee5f8, #2e2344);
  --retry: light-dark(#8f5400, #ffc247); --retryb: light-dark(#f9ebd2, #3a2a0e);
  --fail: light-dark(#9f1239, #ff6b6b); --failb: light-dark(#fbe4e9, #451a1d);
  --sans: Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", "Liberation Mono", monospace;
}
[data-theme=light] { color-scheme: light } [data-theme=dark] { color-scheme: dark }
* { box-sizing: border-box; margin: 0 }
body { font: 13px/20px var(--sans); font-variant-numeric: tabular-nums; color: var(--ink); background: var(--canvas); -webkit-font-smoothing: antialiased }
a { color: inherit; text-decoration: underline; text-decoration-color: var(--ctl); text-underline-offset: 3px }
a:hover { text-decoration-color: currentColor }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; border-radius: 4px }
button { font: inherit; color: inherit; cursor: pointer }
h1 { font-size: 20px; line-height: 28px; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere }
h1 a { text-decoration: none } h1 .q { font-size: 13px }
h2 { font-size: 14px; line-height: 20px; font-weight: 650 }
h2.lone { margin: 6px 0 8px 2px }
h3 { font-size: 11px; line-height: 14px; font-weight: 500; color: var(--ink3); margin: 0 0 6px }
.pad > h3, .pad > ul { margin-top: 12px }
.m, pre, code { font-family: var(--mono); font-size: 12px; line-height: 18px }
.q { color: var(--ink3); font-weight: 400 }
.i { width: 14px; height: 14px; flex: none; vertical-align: -2px }
.i .line, .brand .line { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round }
.i .cut { fill: none; stroke: var(--surface); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round }
.i .bold { stroke-width: 2 } .i .faint { opacity: .3 } .i .dashes { stroke-dasharray: 2.4 2.6 } .brand .solid { fill: var(--surface) }
.ok { color: var(--ok) } .run { color: var(--run) } .wait { color: var(--wait) } .retry { color: var(--retry) } .fail { color: var(--fail) } .skip { color: var(--ink3) }
.skip-link { position: absolute; left: -999px } .skip-link:focus { left: 16px; top: 8px; z-index: 9; background: var(--surface); padding: 4px 10px }
.top { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 16px; height: 44px; padding: 0 16px; border-bottom: 1px solid var(--line); background: var(--canvas) }
.brand { display: flex; align-items: center; gap: 8px; font-weight: 650; text-decoration: none } .brand svg { width: 20px; height: 20px }
.top nav { display: flex; gap: 2px; flex: 1 }
.top nav a { padding: 4px 10px; border-radius: 7px; color: var(--ink2); text-decoration: none } .top nav a:hover { background: var(--sel) }
.top nav a[aria-current] { background: var(--sel); color: var(--ink); font-weight: 600 }
.live { display: flex; align-items: center; gap: 7px; color: var(--ink2) }
.live::before { content: ""; width: 7px; height: 7px; border-radius: 50%; border: 1.5px solid var(--ctl) }
.live[data-state=on]::before { background: var(--ok); border-color: var(--ok); box-shadow: 0 0 0 3px var(--okb) }
.live[data-state=lost]::before { background: var(--retry); border-color: var(--retry); box-shadow: 0 0 0 3px var(--retryb) }
main { max-width: 1240px; margin: 0 auto; padding: 16px 16px 32px; display: flex; flex-direction: column; gap: 12px }
.head { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; min-height: 32px } .head .history { margin-left: auto } .head .bt { margin-left: auto }
.lead { color: var(--ink2); max-width: 75ch }
.bt { display: inline-flex; align-items: center; height: 28px; padding: 0 10px; border: 1px solid var(--line); border-radius: 7px; background: var(--surface); font-weight: 500; text-decoration: none; box-shadow: 0 1px 1px light-dark(#0000000a, #0000) }
.bt:hover { border-color: var(--ctl) } .bt.quiet { background: none; border-color: transparent; box-shadow: none; color: var(--ink2) } .bt.quiet:hover { background: var(--sel) } .bt[disabled] { color: var(--ink3) }
.pill, .state { display: inline-flex; align-items: center; gap: 6px; white-space: nowrap } .state { font-weight: 500; text-decoration: none }
.pill { height: 24px; padding: 0 10px 0 6px; border-radius: 12px; font-weight: 600; font-size: 12px; background: var(--sel) }
.pill.ok { background: var(--okb) } .pill.run { background: var(--runb) } .pill.wait { background: var(--waitb) } .pill.fail { background: var(--failb) } .pill.retry { background: var(--retryb) }
.counts { display: flex; flex-wrap: wrap; align-items: center; gap: 10px }
.count { display: flex; flex-direction: column-reverse; min-width: 112px; padding: 8px 14px 6px; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; text-decoration: none }
.count:hover { border-color: var(--ctl) } .count b { font-size: 20px; line-height: 28px; font-weight: 650 } .count .state { font-size: 12px }
.facts { display: flex; flex-wrap: wrap; gap: 8px 28px } dt { font-size: 11px; line-height: 14px; color: var(--ink3) } dd { font-weight: 500 }
.pane { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; overflow: hidden }
.ph { display: flex; align-items: center; justify-content: space-between; gap: 12px; min-height: 36px; padding: 4px 14px; border-bottom: 1px solid var(--line) }
.pad { padding: 12px 14px } .pad > p { margin-bottom: 6px } .pad > pre + p { margin-top: 12px }
.scroll { overflow-x: auto }
table { width: 100%; border-collapse: collapse }
th { text-align: left; font-size: 11px; line-height: 14px; font-weight: 500; color: var(--ink3); padding: 8px 14px 6px; white-space: nowrap }
td { height: 32px; padding: 5px 14px; border-top: 1px solid var(--line); vertical-align: middle; white-space: nowrap }
tbody tr:hover { background: var(--sunken) } th.n, td.n, .n { text-align: right }
.why { display: block; max-width: 46ch; overflow: hidden; text-overflow: ellipsis; color: var(--fail); font-size: 12px; line-height: 16px }
.cut-off { display: inline-block; max-width: 42ch; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom }
.dense td { height: 18px; padding: 2px 14px; border: 0 } .says { max-width: 60ch; overflow: hidden; text-overflow: ellipsis; color: var(--ink2) }
.history rect { fill: light-dark(#b4b8ae, #4a504c) } .history .b-failed { fill: var(--fail) } .history .b-running { fill: var(--run) } .history .b-cancelled { fill: none; stroke: var(--ctl) }
.chips { display: flex; flex-wrap: wrap; gap: 6px } .chip { height: 24px; padding: 1px 10px; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); color: var(--ink2); text-decoration: none } .chip:hover { border-color: var(--ctl) }
.chip[aria-current] { background: var(--ink); border-color: var(--ink); color: var(--canvas); font-weight: 500 }
.code { max-height: 420px; overflow: auto; padding: 8px 10px; border-radius: 7px; background: var(--sunken); white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2 } .code.flat { border-radius: 0; max-height: 560px; padding: 10px 14px; white-space: pre }
.empty { padding: 16px 14px } .empty p { color: var(--ink2) } .empty pre { margin-top: 8px }
.two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 12px; align-items: start }
.nodes { padding: 4px 0; list-style: none } .nodes li { display: flex; flex-wrap: wrap; gap: 2px 10px; padding: 7px 14px } .nodes li + li { border-top: 1px solid var(--line) } .note { width: 100%; color: var(--ink2); font-size: 12px } .plain { list-style: none; padding: 0 }
.strip.waiting, .strip.wait { background: var(--waitb) } .strip.delivered { background: var(--okb) } .strip.delivered .i .cut { stroke: var(--okb) } .strip.waiting .i .cut { stroke: var(--waitb) } .strip.disabled { background: var(--sel) } .strip:has(form) { align-items: center } .strip form { margin-left: auto; flex: none } .strip { display: flex; gap: 10px; align-items: flex-start; padding: 7px 12px; border-radius: 8px; background: var(--failb) } .strip .i { margin-top: 3px } .strip p { color: var(--ink); overflow-wrap: anywhere; margin: 0 } .strip .i .cut { stroke: var(--failb) } .pad > .strip { margin-bottom: 12px }
.key { display: flex; flex-wrap: wrap; gap: 4px 12px; list-style: none; padding: 0; font-size: 11px; color: var(--ink2) } .key li { display: flex; align-items: center; gap: 5px }
.timeline { padding: 4px 0 6px } .row, .axis { display: grid; grid-template-columns: 190px minmax(0, 1fr) 76px; gap: 10px; align-items: center; padding: 0 14px } .row { height: 24px; text-decoration: none } .row:hover { background: var(--sunken) }
.name { display: flex; align-items: center; gap: 8px; min-width: 0 } .name span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap } .bars { width: 100%; height: 16px; display: block } .grid { stroke: var(--line); fill: none; vector-effect: non-scaling-stroke }
.axis { color: var(--ink3); font-size: 11px; line-height: 14px } .ticks { display: flex; justify-content: space-between }
.s-running { fill: var(--run) } .s-done { fill: light-dark(#7fa9a0, #3f8f79) } .s-queued { fill: var(--ctl); opacity: .45 } .s-backoff { fill: var(--retryb); stroke: var(--retry); stroke-dasharray: 4 3; vector-effect: non-scaling-stroke } .s-failed-try { fill: var(--failb); stroke: var(--fail); vector-effect: non-scaling-stroke } .s-failed { fill: var(--fail) } .s-lost { fill: none; stroke: var(--ctl); stroke-dasharray: 2 3; vector-effect: non-scaling-stroke }
details.pane { margin-bottom: 8px } details.pane:last-child { margin-bottom: 0 } summary { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; min-height: 36px; padding: 6px 14px; cursor: pointer; list-style: none } summary::-webkit-details-marker { display: none }
summary::before { content: ""; width: 6px; height: 6px; border-right: 1.5px solid var(--ctl); border-bottom: 1.5px solid var(--ctl); transform: rotate(-45deg); transition: transform 120ms } details[open] > summary::before { transform: rotate(45deg) } details[open] > summary { border-bottom: 1px solid var(--line) } summary:hover { background: var(--sunken) } .gap { flex: 1 }
.actions { display: flex; gap: 8px } .actions:empty { display: none } .strong { font-weight: 600 }
.form { display: flex; flex-direction: column; gap: 12px; align-items: flex-start } .field { width: 100%; max-width: 560px } .field label { display: block; font-weight: 600; margin-bottom: 3px }
.field input, .field select, .field textarea { width: 100%; min-height: 28px; padding: 3px 8px; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--ctl); border-radius: 7px } .field textarea.m { font-family: var(--mono) }
.field [aria-invalid] { border-color: var(--fail) } .wrong { color: var(--fail); font-weight: 500 }
.talk { margin: 0 0 14px; padding-left: 20px }
.talk summary, .attempts summary { cursor: pointer } .attempts { margin: 0 0 14px }
.io { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 14px }
:target { scroll-margin-top: 56px } details:target { border-color: var(--ctl) }
@media (max-width: 900px) { .two, .io { grid-template-columns: minmax(0, 1fr) } .row, .axis { grid-template-columns: 110px minmax(0, 1fr) 64px } .top { gap: 8px; height: auto; min-height: 44px; flex-wrap: wrap } .top nav { flex-wrap: wrap; flex-basis: 320px } .brand { font-size: 0; gap: 0 } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important } }
@media (forced-colors: active) { .bars rect, .history rect { forced-color-adjust: none } }
`;
