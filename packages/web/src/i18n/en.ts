export const messages = {
  brand: "Donut-States",
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
