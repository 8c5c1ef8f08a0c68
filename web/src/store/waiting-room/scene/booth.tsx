/** The counter's state: selling, blind half down, blind down. */
export type BoothState = "open" | "pausing" | "shut";

const stripes = Array.from({ length: 8 }, (_, index) => index);

/** The counter at the end of the line, 220 × 240. Its signs are text in the picture, and repeated beside it. */
export function Booth({ state, sign }: { state: BoothState; sign: string }) {
  const lit = state !== "shut";
  return (
    <g>
      <ellipse cx="112" cy="236" rx="122" ry="13" fill="#2a1006" opacity=".22" />
      <rect x="18" y="62" width="184" height="172" rx="12" fill="var(--booth-wall)" />
      <rect x="18" y="62" width="184" height="172" rx="12" fill="none" stroke="#3b1c12" strokeWidth="4" />
      <rect x="34" y="84" width="152" height="84" rx="8" fill={lit ? "url(#booth-light)" : "var(--booth-dark)"} />
      {lit && <Shelves />}
      {state === "pausing" && <Blind height={46} />}
      {state === "shut" && <Blind height={84} />}
      <rect x="34" y="84" width="152" height="84" rx="8" fill="none" stroke="#3b1c12" strokeWidth="4" />
      <rect x="8" y="166" width="204" height="16" rx="6" fill="#f7e3c2" stroke="#3b1c12" strokeWidth="3.5" />
      <path
        d="M36 192h148v32H36z"
        fill="none"
        stroke="#3b1c12"
        strokeOpacity=".35"
        strokeWidth="2.5"
        strokeLinejoin="round"
      />
      <Awning />
      <g transform="translate(110 24)">
        <rect x="-62" y="-22" width="124" height="34" rx="17" fill="#3b1c12" />
        <rect x="-58" y="-18" width="116" height="26" rx="13" fill="none" stroke="#f7e3c2" strokeWidth="1.5" />
        <text y="1" textAnchor="middle" fontSize="14" fontWeight="700" fill="#fff3dc" className="font-display">
          {sign}
        </text>
      </g>
      {lit && <circle cx="110" cy="126" r="118" fill="url(#booth-glow)" className="booth-glow" />}
    </g>
  );
}

export function BoothColours() {
  return (
    <defs>
      <linearGradient id="booth-light" x2="0" y2="1">
        <stop stopColor="#fff2c4" />
        <stop offset="1" stopColor="#ffcf7d" />
      </linearGradient>
      <radialGradient id="booth-glow">
        <stop stopColor="#ffcf7d" stopOpacity=".42" />
        <stop offset="1" stopColor="#ffcf7d" stopOpacity="0" />
      </radialGradient>
    </defs>
  );
}

function Awning() {
  return (
    <g stroke="#3b1c12" strokeWidth="3">
      {stripes.map((index) => (
        <path
          key={index}
          d={`M${22 + index * 22} 44h22l${(index - 3) * 1.5 + 1} 26a13 13 0 0 1-${25 - 0.5} 0z`}
          transform={`translate(${(index - 3.5) * 1.5} 0)`}
          fill={index % 2 === 0 ? "#e2406f" : "#fff3dc"}
          strokeLinejoin="round"
        />
      ))}
    </g>
  );
}

const glazes = ["#f7769f", "#93b350", "#542b1c", "#f0a92e", "#c6aeea"];
const shelves = [108, 140].map((y, shelf) => ({
  y,
  donuts: glazes.map((_, index) => ({ x: 58 + index * 26, glaze: glazes[(index + shelf * 2) % glazes.length] })),
}));

/** The products on sale, as seen from the line. */
function Shelves() {
  return (
    <g>
      {shelves.map(({ y, donuts }) => (
        <g key={y}>
          <path d={`M42 ${y + 11}h136`} stroke="#b9783a" strokeWidth="4" strokeLinecap="round" />
          {donuts.map(({ x, glaze }) => (
            <g key={x} transform={`translate(${x} ${y})`}>
              <circle r="7" fill="none" stroke="#d9954c" strokeWidth="8" />
              <circle r="6.6" fill="none" stroke={glaze} strokeWidth="5" />
            </g>
          ))}
        </g>
      ))}
    </g>
  );
}

const slats = [97, 109, 121, 133, 145, 157];

function Blind({ height }: { height: number }) {
  return (
    <g>
      <path d={`M36 86h148v${height - 2}H36z`} fill="#8e5cc9" />
      {slats
        .filter((y) => y < 84 + height - 6)
        .map((y) => (
          <path key={y} d={`M36 ${y}h148`} stroke="#6f41a6" strokeWidth="2.5" />
        ))}
      <path d={`M36 ${84 + height}h148`} stroke="#3b1c12" strokeWidth="4" />
    </g>
  );
}
