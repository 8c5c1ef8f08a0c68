const sprinkles = [
  [38, 30, 20, "#fff7e8"],
  [62, 27, -35, "#ffd34d"],
  [75, 47, 80, "#59c3a4"],
  [70, 68, 30, "#fff7e8"],
  [49, 77, -15, "#5c7cfa"],
  [28, 66, 60, "#ffd34d"],
  [24, 45, -70, "#fff7e8"],
] as const;

/** A donut with strawberry glaze, at the top of the engines' pages. */
export const donut = `<svg class="donut" viewBox="0 0 100 100" aria-hidden="true">
<circle cx="50" cy="51" r="33" fill="none" stroke="#9c5320" stroke-width="30"/>
<circle cx="50" cy="50" r="33" fill="none" stroke="#dd9448" stroke-width="29"/>
<path fill="none" stroke="#f7769f" stroke-width="22" stroke-linejoin="round" d="M50 17c11-2 18 3 24 10s12 14 10 24-2 18-10 25-15 7-25 8-18-3-24-9-10-14-9-25 3-18 10-24 13-8 24-9z"/>
<path fill="none" stroke="#ffb3cb" stroke-width="5" stroke-linecap="round" d="M27 32c5-7 12-10 20-11"/>
${sprinkles.map(([x, y, turn, colour]) => `<rect x="${x - 5}" y="${y - 1.75}" width="10" height="3.5" rx="1.75" fill="${colour}" transform="rotate(${turn} ${x} ${y})"/>`).join("")}
</svg>`;
