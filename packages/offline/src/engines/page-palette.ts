import { fontFaces } from "./page-fonts.ts";

/** The colours and the type of the engines' web pages, in light and dark, and the common start of their style sheets. */
export const palette = `${fontFaces}
:root {
  color-scheme: light dark;
  --paper: light-dark(#fff7e8, #1a110d); --surface: light-dark(#fffdf8, #251914); --sunken: light-dark(#f8ebd5, #130c09);
  --ink: light-dark(#2e1a12, #fbefdd); --soft: light-dark(#654b3d, #d3bda8); --border: light-dark(#c9ae8b, #664d3d);
  --signal: light-dark(#ad1d05, #ff977f);
}
* { box-sizing: border-box; margin: 0; }
body { font: 16px/1.5 Pretendard, system-ui, sans-serif; word-break: keep-all; }
h1, h2 { font-family: "Bricolage Grotesque", Pretendard, system-ui, sans-serif; }
.donut { width: 64px; height: 64px; }
`;
