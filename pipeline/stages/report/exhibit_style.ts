/**
 * What the style sheet adds for checks, figures and exhibits. It stands apart so that
 * a page without them is what it was.
 */
export const EXHIBIT_STYLE = `
.checks { list-style: none; padding: 0; }
.checks li { display: grid; grid-template-columns: 1.2rem minmax(0, 1fr); column-gap: .6rem; margin-bottom: .8rem; }
.checks p { margin: 0; }
.checks .mark { font-weight: 700; }
.checks .found { font: .82rem/1.6 var(--sans); color: var(--muted); font-variant-numeric: tabular-nums; }
.checks .holds strong { color: var(--exact); }
.checks .fails .mark, .checks .fails strong { color: var(--differs); }
.checks .fails { border-left: 3px solid var(--differs); padding-left: .8rem; }
.figure { margin: 0 0 3.25rem; }
.figure h3 { margin-bottom: .6rem; }
.figure img { display: block; width: 100%; height: auto; background: #fff; border: 1px solid var(--rule); border-radius: 4px; }
figcaption { margin-top: .6rem; max-width: 80ch; font: .88rem/1.55 var(--sans); color: var(--muted); text-wrap: pretty; }
.exhibit td, .exhibit thead th:not(:first-child) { text-align: right; padding-left: 1.1rem; padding-right: .35rem; }
.exhibit td { white-space: nowrap; }
.exhibit tbody th { min-width: 6.5rem; }
.exhibit td.words { white-space: normal; min-width: 6rem; }
.scroll:has(> .exhibit) { overflow-x: auto; }
.exhibit .paper { display: block; font-size: .76rem; line-height: 1.3; color: var(--muted); }
.exhibit .strong th, .exhibit .strong data { font-weight: 700; }
.note-below { margin: .6rem 0 0; }
@container (max-width: 46rem) {
  .figure .scroll { max-height: none; }
  .figure img { width: 52rem; max-width: none; }
}
@media print {
  .figure img { width: 100%; max-width: 100%; }
  .figure, .checks li { break-inside: avoid; }
}
`;
