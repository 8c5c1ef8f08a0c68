import { palette } from "../page-palette.ts";

/** Style sheet of the sign-in pages, in light and dark. */
export const style = `
${palette}
body { min-height: 100dvh; display: grid; grid-template-columns: minmax(0, 28rem);
  place-content: center; padding: 24px 16px; background: var(--paper);
  color: var(--ink); }
main { padding: 32px 28px; background: var(--surface); border: 1px solid var(--border);
  border-radius: 20px; box-shadow: 0 18px 48px light-dark(#2e1a1229, #0009); }
main > .donut { margin: -4px 0 12px -4px; }
h1 { font-size: 1.75rem; font-weight: 800; line-height: 1.2; letter-spacing: -0.02em; }
h1 + p { margin-top: 6px; color: var(--soft); }
ul { list-style: none; padding: 0; margin: 24px 0; display: grid; gap: 8px; }
button, input { font: inherit; color: inherit; border-radius: 99px; min-height: 44px; }
button { cursor: pointer; border: 1px solid var(--border); background: none; padding: 0 18px; font-weight: 600; }
button:hover { background: var(--sunken); }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
li button { border-radius: 12px; width: 100%; display: flex; align-items: center; gap: 12px; padding: 10px 14px; text-align: left; font-weight: 400; }
.face { flex: none; width: 36px; height: 36px; border-radius: 50%; display: grid; place-items: center; font-weight: 700;
  background: var(--ink); color: var(--surface); }
.who { flex: 1; min-width: 0; display: grid; line-height: 1.3; }
.email { color: var(--soft); font-size: .875rem; overflow: hidden; text-overflow: ellipsis; }
.group { color: var(--soft); font-size: .8125rem; border: 1px solid var(--border); border-radius: 99px; padding: 1px 10px; }
.other { border-top: 1px solid var(--border); padding-top: 20px; }
label { font-weight: 600; }
.row { display: flex; gap: 8px; margin-top: 8px; }
input { border-radius: 12px; flex: 1; min-width: 0; padding: 0 12px; border: 1px solid var(--border); background: var(--paper); }
::placeholder { color: var(--soft); opacity: 1; }
.go, .row button { background: light-dark(#d92662, #ff6f98); color: light-dark(#fff, #20120c); border-color: transparent; }
.go:hover, .row button:hover { background: light-dark(#b3174b, #ff9db8); }
.go { margin-top: 16px; }
.wrong { color: var(--signal); margin-top: 8px; font-weight: 600; }
.note { margin-top: 24px; color: var(--soft); font-size: .875rem; }
@media (max-width: 26rem) {
  main { padding: 28px 20px; }
  .face { display: none; }
}
pre { margin-top: 16px; white-space: pre-wrap; padding: 12px; background: var(--sunken); border-radius: 8px; font-size: .875rem; }
`;
