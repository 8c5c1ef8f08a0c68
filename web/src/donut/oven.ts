import { n } from "./geometry.ts";

/** @returns an SVG file: the oven with the next batch in it, and the empty tray in front; its window glows */
export function ovenFile(): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240">${style}${defs}` +
    `<ellipse cx="122" cy="210" rx="112" ry="24" fill="url(#sh)"/>${body}${window}${tray}</svg>`
  );
}

const style =
  "<style>.glow{animation:glow 2.4s ease-in-out infinite alternate}.heat{animation:heat 3.2s ease-in-out infinite}" +
  ".late{animation-delay:-1.6s}@keyframes glow{from{opacity:.35}to{opacity:1}}" +
  "@keyframes heat{0%{transform:translateY(4px);opacity:0}40%{opacity:.7}100%{transform:translateY(-9px);opacity:0}}" +
  "@media(prefers-reduced-motion:reduce){.glow,.heat{animation:none}.heat{opacity:.4}}</style>";

const defs =
  '<radialGradient id="sh"><stop offset=".5" stop-color="#2a1006" stop-opacity=".38"/><stop offset="1" stop-color="#2a1006" stop-opacity="0"/></radialGradient>' +
  '<linearGradient id="bo" x2=".3" y2="1"><stop stop-color="#a4624a"/><stop offset=".5" stop-color="#7d4533"/><stop offset="1" stop-color="#54291d"/></linearGradient>' +
  '<radialGradient id="fi" cy=".85" r=".9"><stop stop-color="#fff0a8"/><stop offset=".3" stop-color="#ffc04a"/><stop offset=".65" stop-color="#f47a1f"/><stop offset="1" stop-color="#7c220b"/></radialGradient>' +
  '<radialGradient id="gl"><stop stop-color="#ffb54a" stop-opacity=".75"/><stop offset="1" stop-color="#ffb54a" stop-opacity="0"/></radialGradient>' +
  '<linearGradient id="tr" x2="0" y2="1"><stop stop-color="#f3f0ec"/><stop offset=".6" stop-color="#c3bbb3"/><stop offset="1" stop-color="#8d837b"/></linearGradient>' +
  '<linearGradient id="ra" x2=".4" y2="1"><stop stop-color="#ffe0a0"/><stop offset=".5" stop-color="#eaa557"/><stop offset="1" stop-color="#9a4d16"/></linearGradient>' +
  '<clipPath id="pa"><rect x="54" y="72" width="132" height="82" rx="18"/></clipPath>';

const knobs = [70, 94, 118]
  .map(
    (x, index) =>
      `<circle cx="${x}" cy="50" r="8" fill="#3b1c12"/><circle cx="${x - 0.6}" cy="49" r="6.4" fill="#f7e3c2"/>` +
      `<path d="M${x} 49v-5" stroke="#3b1c12" stroke-width="2.4" stroke-linecap="round" transform="rotate(${index * 50 - 30} ${x} 49)"/>`,
  )
  .join("");

const body =
  '<path d="M52 178h14v14H52zM174 178h14v14h-14z" fill="#3b1c12"/>' +
  '<rect x="28" y="26" width="184" height="158" rx="26" fill="#3f1d13"/><rect x="28" y="24" width="184" height="154" rx="26" fill="url(#bo)"/>' +
  '<path d="M40 44q4-14 20-14h70" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="4" stroke-linecap="round"/>' +
  `${knobs}<rect x="142" y="41" width="46" height="17" rx="8.5" fill="#2c130b"/>` +
  '<circle class="glow" cx="152" cy="49.5" r="3.6" fill="#ffd34d"/><path d="M162 49.5h18" stroke="#ffb54a" stroke-width="3" stroke-linecap="round" stroke-dasharray="4 5"/>';

const window =
  '<rect x="47" y="66" width="146" height="94" rx="24" fill="#33150c"/><rect x="54" y="72" width="132" height="82" rx="18" fill="url(#fi)"/>' +
  '<g clip-path="url(#pa)">' +
  '<ellipse class="glow" cx="120" cy="146" rx="92" ry="52" fill="url(#gl)"/>' +
  `${[80, 120, 160].map((x, index) => rising(x, index)).join("")}` +
  '<path d="M50 134h140" stroke="#5a1c08" stroke-width="3.5"/><path d="M64 134v20M92 134v20M120 134v20M148 134v20M176 134v20" stroke="#5a1c08" stroke-opacity=".5" stroke-width="2"/>' +
  '<path d="M60 96L92 66M60 116L112 68" stroke="#fff" stroke-opacity=".28" stroke-width="7"/></g>' +
  '<rect x="66" y="165" width="108" height="8" rx="4" fill="#f7e3c2"/><rect x="66" y="169" width="108" height="4" rx="2" fill="#b98d63"/>';

const tray =
  '<ellipse class="glow" cx="120" cy="196" rx="104" ry="20" fill="url(#gl)"/>' +
  '<path d="M24 196h192l-13 22a10 10 0 0 1-8.5 5H45.5a10 10 0 0 1-8.5-5z" fill="url(#tr)"/>' +
  '<ellipse cx="120" cy="196" rx="97" ry="13" fill="#9b9089"/><ellipse cx="120" cy="197" rx="90" ry="10.5" fill="#d9d2cb"/>' +
  '<path d="M44 197q6-7 14-5 6-5 15-2 8-4 17-2 8-3 16 0 7-3 15 0 8-3 16 0 8-2 15 2 8-3 15 2 8-1 12 5-6 7-14 6-7 4-15 2-9 4-17 1-8 3-15 1-9 2-16 0-8 2-16-1-9 2-16-2-9 1-14-3-8-1-12-6z" fill="#fffaf0"/>' +
  `${[
    [86, 198, 2.2],
    [104, 201, 1.5],
    [117, 196, 2.6],
    [139, 200, 1.8],
    [151, 196, 1.4],
    [160, 199, 2],
  ]
    .map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="#c98a45"/>`)
    .join("")}`;

function rising(x: number, index: number): string {
  const y = 126;
  return (
    `<path class="heat${index % 2 ? " late" : ""}" d="M${x} 100q-6-6 0-12t0-12" fill="none" stroke="#fff3c4" stroke-width="3" stroke-linecap="round"/>` +
    `<ellipse cx="${x}" cy="${n(y + 3)}" rx="18" ry="11" fill="#7c2f0b" opacity=".6"/><ellipse cx="${x}" cy="${y}" rx="18" ry="11.5" fill="url(#ra)"/>` +
    `<ellipse cx="${x}" cy="${y - 3}" rx="5.5" ry="2.6" fill="#8a4213"/><path d="M${x - 11} ${y - 4}q4-5 11-5" fill="none" stroke="#fff" stroke-opacity=".6" stroke-width="2.4" stroke-linecap="round"/>`
  );
}
