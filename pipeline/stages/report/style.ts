/**
 * The page's style sheet. Colour never carries meaning alone, all text has a
 * contrast of at least 4.5 to 1 in both schemes, and nothing is fetched.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fdfdfb, #16181b);
  --raised: light-dark(#f4f3ee, #1f2226);
  --ink: light-dark(#1c1f24, #e5e4df);
  --muted: light-dark(#5b616b, #a3a9b2);
  --rule: light-dark(#dddbd3, #34383e);
  --link: light-dark(#1a5a9c, #8dbdf2);
  --exact: light-dark(#2c7350, #86c9a0);
  --close: light-dark(#8a5a00, #e3b45c);
  --differs: light-dark(#a32a1e, #ff9d92);
  --differs-tint: light-dark(#fbe9e6, #3b1f1c);
  --close-tint: light-dark(#f8efd9, #352b16);
  --blocked: light-dark(#c4c2ba, #4a4f57);
  --target: light-dark(#fff1b8, #4a4216);
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Cambria, Georgia, serif;
  --sans: -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body {
  margin: 0 auto; padding: 3rem 2rem 6rem; max-width: 84rem;
  display: grid; grid-template-columns: 12rem minmax(0, 1fr); column-gap: 3rem;
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 var(--serif); text-rendering: optimizeLegibility;
}
h1, h2, h3 { line-height: 1.25; text-wrap: balance; font-weight: 600; }
h1 { font-size: 2.1rem; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.5rem; margin: 0 0 1.25rem; }
h3 { font-size: 1.125rem; margin: 0 0 .25rem; }
p, ul, dl, pre { margin: 0 0 1rem; }
p, li { max-width: 68ch; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
code, pre { font-family: var(--mono); font-size: .85em; }
code.long { overflow-wrap: anywhere; }
pre { padding: .9rem 1.1rem; background: var(--raised); border: 1px solid var(--rule); border-radius: 6px; overflow-x: auto; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--paper); z-index: 9; }
.skip:focus { top: 1rem; }

.summary { grid-column: 1 / -1; margin-bottom: 3rem; padding-bottom: 2.5rem; border-bottom: 1px solid var(--rule); }
.study { margin: 0 0 .75rem; color: var(--muted); font: .85rem/1.4 var(--sans); }
.reference { color: var(--muted); font-size: .95rem; max-width: 80ch; }
.verdict { font-size: 1.3rem; line-height: 1.5; max-width: 62ch; margin: 1.5rem 0 1.75rem; text-wrap: pretty; }
.banner { padding: .75rem 1.1rem; border: 2px solid var(--close); border-radius: 6px; background: var(--close-tint); max-width: none; }
.bar { display: block; width: 100%; height: 10px; margin-bottom: 1.25rem; border-radius: 3px; }
.key { display: inline-block; width: .7em; height: .7em; margin-right: .45em; border-radius: 2px; }
.fill-exact { fill: var(--exact); background: var(--exact); }
.fill-close { fill: var(--close); background: var(--close); }
.fill-differs { fill: var(--differs); background: var(--differs); }
.fill-blocked { fill: var(--blocked); background: var(--blocked); }

.contents { font: .85rem/1.45 var(--sans); align-self: start; position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow: hidden auto; }
.contents h2 { font: 600 .85rem/1.4 var(--sans); margin: 0 0 .6rem; color: var(--muted); }
.contents ul { list-style: none; margin: 0; padding: 0; }
.contents li { margin: .3rem 0; }
.contents ul ul { margin: .3rem 0 .6rem; padding-left: .75rem; border-left: 1px solid var(--rule); }
.contents li li { display: flex; justify-content: space-between; gap: .75rem; }
.contents a { color: var(--ink); text-decoration: none; }
.contents a:hover { text-decoration: underline; }
.share { color: var(--muted); font-variant-numeric: tabular-nums; white-space: nowrap; }

main { container-type: inline-size; }
.part { margin-bottom: 4rem; }
.scope { display: grid; grid-template-columns: 1fr 1fr; gap: 2.5rem; }
.scope ul { padding-left: 1.1rem; margin: 0; }
.scope li { margin: .4rem 0; }
.finding { margin-bottom: 1.75rem; padding: .1rem 0 .1rem 1.25rem; border-left: 3px solid var(--rule); }
.finding.high { border-left-color: var(--differs); }
.finding.medium { border-left-color: var(--close); }
.finding p { margin-bottom: .6rem; text-wrap: pretty; }
.severity { font: .8rem/1.4 var(--sans); color: var(--muted); }
.high .severity { color: var(--differs); font-weight: 600; }
.medium .severity { color: var(--close); font-weight: 600; }
.values { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; font: .8rem/1.45 var(--sans); }
.values-fold { margin-bottom: .6rem; }
.values-fold .values { margin: .4rem 0 .4rem 1rem; }
.values div { display: flex; gap: .5rem; max-width: 100%; }
.values dt { color: var(--muted); overflow-wrap: anywhere; }
.values dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.facts, .affects, .hint, .values-fold { font: .82rem/1.5 var(--sans); color: var(--muted); }
ul.facts { display: flex; flex-wrap: wrap; gap: .1rem 1.5rem; list-style: none; padding: 0; margin-bottom: .75rem; }
.facts li { max-width: none; }
.finding .facts { margin-bottom: .2rem; }
.affects { list-style: none; margin: 0; padding: 0 0 0 1rem; }
.affects li { max-width: none; }
summary { cursor: pointer; }
.affects p { max-width: none; margin: .3rem 0 .3rem 1rem; }

.table { margin: 0 0 3.25rem; }
.caption { margin-bottom: .5rem; max-width: 80ch; text-wrap: pretty; }
.hint { max-width: 75ch; }
.filter { border: 0; margin: 0 0 2.25rem; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font: .85rem/1.6 var(--sans); }
.filter legend { float: left; margin-right: 1.25rem; padding: 0; color: var(--muted); }
.filter label { cursor: pointer; }
.filter input { accent-color: var(--link); }

table { border-collapse: separate; border-spacing: 0; font: .82rem/1.4 var(--sans); font-variant-numeric: tabular-nums lining-nums; }
th { text-align: left; font-weight: 500; }
th, td { padding: .32rem .7rem .32rem 0; vertical-align: baseline; border-bottom: 1px solid var(--rule); }
thead th, thead td { font-weight: 600; border-bottom: 1px solid var(--muted); vertical-align: bottom; }
.grid, .list { width: 100%; }
.grid thead th, .grid thead td, .list thead th { position: sticky; top: 0; background: var(--paper); z-index: 2; }
.grid thead .pair { font-weight: 400; font-size: .76rem; color: var(--muted); }
.grid tbody th { padding-right: 1rem; }
.heading th { padding-top: 1rem; font-weight: 600; }
.pair { display: grid; grid-template-columns: minmax(max-content, 8fr) minmax(max-content, 11fr) .8rem; column-gap: .5rem; white-space: nowrap; }
.pair .printed { color: var(--muted); }
.mark { color: var(--exact); }
.note { grid-column: 2 / -1; width: 0; min-width: 100%; white-space: normal; font-size: .76rem; line-height: 1.3; }
td.differs .note { color: var(--differs); font-weight: 600; }
td.close .note { color: var(--close); font-weight: 600; }
.is-differs { color: var(--differs); background: var(--differs-tint); font-weight: 700; text-decoration: underline; text-underline-offset: .2em; border-radius: 2px; }
.is-close { color: var(--close); background: var(--close-tint); font-weight: 600; text-decoration: underline dotted; text-underline-offset: .2em; border-radius: 2px; }
td.blocked, td.blocked .printed { color: var(--muted); }
td.blocked .computed { font-style: italic; }
.list .number { white-space: nowrap; }
.list td.differs strong { color: var(--differs); }
.list td.close strong { color: var(--close); }
.list .exact span { color: var(--exact); }
.blocked-note { max-width: none; font: .82rem/1.5 var(--sans); margin: 0 0 .75rem; }
.counts th, .counts td { padding-right: 1.75rem; }
.counts td, .counts thead th:not(:first-child) { text-align: right; }
.counts td.zero { color: var(--muted); }
.counts tfoot th, .counts tfoot td { font-weight: 600; border-bottom: 0; }
.pins th { padding-right: 2rem; }
:target { scroll-margin-top: 5rem; }
.finding:target h3, .blocker:target h3, .table:target h3 { width: fit-content; }
td:has(:target), .finding:target h3, .blocker:target h3, .table:target h3 { background: var(--target); }

.legend div, .facts-list div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); align-items: baseline; gap: 1rem; margin-bottom: .35rem; }
.legend dt, .facts-list dt { font: .9rem/1.75 var(--sans); }
.legend dd, .facts-list dd, .steps dd { margin: 0; }
.legend dd { max-width: 68ch; }
.steps dt { max-width: 68ch; }
.steps div { margin-bottom: .8rem; }
.steps code { overflow-wrap: anywhere; color: var(--muted); }
.blocker { margin-bottom: 1.5rem; }
.blocker p { margin-bottom: .3rem; }
.scroll { position: relative; }
.drawing { overflow-x: auto; }
.drawing > svg { display: block; max-width: none; }

body:has(#show-exact:checked) .grid tbody tr:not(:has(.exact), :has(:target)),
body:has(#show-exact:checked) .list tbody:not(:has(.exact), :has(:target)),
body:has(#show-close:checked) .grid tbody tr:not(:has(.close), :has(:target)),
body:has(#show-close:checked) .list tbody:not(:has(.close), :has(:target)),
body:has(#show-differs:checked) .grid tbody tr:not(:has(.differs), :has(:target)),
body:has(#show-differs:checked) .list tbody:not(:has(.differs), :has(:target)),
body:has(#show-blocked:checked) .grid tbody tr:not(:has(.blocked), :has(:target)),
body:has(#show-blocked:checked) .list tbody:not(:has(.blocked), :has(:target)),
body:has(#show-exact:checked) .table:not(:has(.exact), :has(:target)),
body:has(#show-close:checked) .table:not(:has(.close), :has(:target)),
body:has(#show-differs:checked) .table:not(:has(.differs), :has(:target)),
body:has(#show-blocked:checked) .table:not(:has(.blocked), :has(:target)) { display: none; }

@media (max-width: 78rem) {
  body { display: block; padding: 2rem 1.25rem 4rem; }
  .contents { position: static; max-height: none; margin-bottom: 3rem; }
  .contents > ul { columns: 2; column-gap: 2rem; }
}
@container (max-width: 60.5rem) {
  .wide .pair { grid-template-columns: minmax(max-content, 1fr) .9rem; column-gap: .4rem; }
  .wide .printed, .wide .note { grid-column: 1 / -1; }
}
@container (max-width: 46rem) {
  .scroll { overflow: auto; max-height: 85vh; }
  .grid .pair { grid-template-columns: minmax(max-content, 1fr) .9rem; column-gap: .4rem; }
  .grid .printed, .grid .note { grid-column: 1 / -1; }
  .grid tbody th[scope="row"], .grid thead td { position: sticky; left: 0; background: var(--paper); z-index: 1; max-width: 8rem; }
  .grid thead td { z-index: 3; }
}
@media (max-width: 44rem) {
  body { font-size: 1rem; padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  .verdict { font-size: 1.12rem; }
  .scope { grid-template-columns: 1fr; gap: 1.25rem; }
  .contents > ul { columns: 1; }
  .legend div, .facts-list div { grid-template-columns: 1fr; gap: 0; margin-bottom: .7rem; }
  .counts th, .counts td { padding-right: .8rem; }
}
@media print {
  :root { color-scheme: light; }
  body { display: block; max-width: none; padding: 0; font-size: 10pt; }
  .contents, .skip, .filter { display: none; }
  .scroll { overflow: visible; max-height: none; }
  .grid thead th, .grid thead td, .list thead th { position: static; }
  tr, .finding, .blocker { break-inside: avoid; }
  h2, h3, .caption { break-after: avoid; }
}
`;
