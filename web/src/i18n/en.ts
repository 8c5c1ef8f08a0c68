/** The first page's texts. The rest is in page-texts. */
export const messages = {
  brand: "Donut-States",
  nav: {
    skip: "Skip to the page",
    passport: "Passport",
  },
  hero: {
    title: "An atlas of donuts",
    body: (states: number) =>
      `${states} small states, each with a glaze of its own. Fill a box, collect the stamps. What you see on the tray is what we have, this second.`,
    featured: "The one from the video",
  },
  atlas: {
    title: "All states",
    visited: (visited: number, all: number) =>
      visited === 0 ? "No stamps yet. Your first box changes that." : `${visited} of ${all} stamps collected`,
    stamp: (count: number) => `Stamped: you have ordered ${count}`,
  },
  stock: {
    /** The text before and after the number. */
    left: (low: boolean): [before: string, after: string] => [low ? "Only " : "", " left"],
    asked: "Asking the factory",
    freshIn: (time: string) => `Fresh in ${time}`,
    anyMoment: "Fresh any moment",
  },
  box: {
    add: (name: string) => `Add ${name} to the box`,
    addMore: (name: string, inBox: number) => `Add ${name} to the box, ${inBox} in it`,
    open: (units: number) => `Open the box, ${donuts(units)}`,
  },
  broken: { title: "Something broke on this page", again: "Load it again" },
  copy: {
    label: (value: string) => `Copy ${value}`,
    done: "Copied",
  },
  theme: {
    system: "as the device",
    light: "light",
    dark: "dark",
    switch: (current: string, next: string) => `Theme: ${current}. Switch to: ${next}`,
  },
};

export type Messages = typeof messages;

function donuts(units: number): string {
  return units === 1 ? "1 donut" : `${units} donuts`;
}
