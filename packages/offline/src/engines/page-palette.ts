/** The colours of the engines' web pages, in light and dark, and the common start of their style sheets. */
export const palette = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fff7e8, #1a110d); --surface: light-dark(#fffdf8, #251914); --sunken: light-dark(#f8ebd5, #130c09);
  --ink: light-dark(#2e1a12, #fbefdd); --soft: light-dark(#654b3d, #d3bda8); --border: light-dark(#c9ae8b, #664d3d);
  --signal: light-dark(#ad1d05, #ff977f);
}
* { box-sizing: border-box; margin: 0; }
`;
