/** From the lit side to the shaded side. */
export interface Tone {
  light: string;
  base: string;
  deep: string;
}

export const doughs = {
  yeast: { light: "#f6c988", base: "#dd9448", deep: "#9c5320" },
  cocoa: { light: "#8a5a40", base: "#5b3424", deep: "#351a11" },
  cake: { light: "#f3cf8c", base: "#d99a4a", deep: "#98591f" },
  blueberry: { light: "#e8bd84", base: "#c1854a", deep: "#764522" },
  twist: { light: "#edb56b", base: "#c67a32", deep: "#84461a" },
} satisfies Record<string, Tone>;
export type Dough = keyof typeof doughs;

export const flavours = {
  sugar: { light: "#fff6df", base: "#f9dca8", deep: "#d99a4a" },
  honey: { light: "#ffd978", base: "#f0a92e", deep: "#b56d0f" },
  strawberry: { light: "#ffb3cb", base: "#f7769f", deep: "#cf4375" },
  chocolate: { light: "#87513a", base: "#542b1c", deep: "#2f140b" },
  ganache: { light: "#6b3d2b", base: "#3a1c12", deep: "#1e0c07" },
  matcha: { light: "#c4d98a", base: "#93b350", deep: "#5f7f28" },
  whiteChocolate: { light: "#fffaf0", base: "#f8e9cc", deep: "#d9bd8c" },
  butter: { light: "#fffaf0", base: "#f7e6c6", deep: "#cfa871" },
  custard: { light: "#fff2b8", base: "#f8d76a", deep: "#cf9d2d" },
  soybean: { light: "#f2dcae", base: "#dcba7c", deep: "#a98544" },
  sesame: { light: "#6a6470", base: "#39353f", deep: "#1d1a22" },
  lemon: { light: "#fffbe0", base: "#fdf0a3", deep: "#dcbf4a" },
  caramel: { light: "#f0b263", base: "#cb7b2a", deep: "#88480f" },
  lavender: { light: "#e8dbfa", base: "#c6aeea", deep: "#9374c4" },
  blueberry: { light: "#8f8ce0", base: "#5652ad", deep: "#322e78" },
  mint: { light: "#d3f5e6", base: "#93dfc0", deep: "#4ea888" },
  peach: { light: "#ffd9bf", base: "#ffb48a", deep: "#d9794c" },
  cinnamon: { light: "#dba56b", base: "#a9652f", deep: "#6f3d17" },
} satisfies Record<string, Tone>;
export type Flavour = keyof typeof flavours;

/** Sprinkles keep their colours on every glaze. */
export const confetti = ["#ffffff", "#ffd34d", "#59c3a4", "#5c7cfa", "#ff8fb1", "#b57edc"] as const;
