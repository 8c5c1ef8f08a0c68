import { useMessages } from "../i18n/messages.ts";
import { IconButton } from "./button.tsx";
import { DeviceIcon, MoonIcon, SunIcon } from "./icons.tsx";
import { setTheme, type Theme, themes, useTheme } from "./theme.ts";

const pictures: Record<Theme, typeof SunIcon> = { system: DeviceIcon, light: SunIcon, dark: MoonIcon };

/** One button that cycles through: as the device, light, dark. */
export function ThemeSwitch() {
  const { theme: texts } = useMessages();
  const theme = useTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
  const Picture = pictures[theme];
  return (
    <IconButton label={texts.switch(texts[theme], texts[next])} onClick={() => setTheme(next)}>
      <Picture />
    </IconButton>
  );
}
