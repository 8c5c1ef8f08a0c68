import { switchLanguage } from "../i18n/bundle.ts";
import { useLanguage } from "../i18n/language.ts";
import { languageNames, languages } from "../i18n/languages.ts";

const short = { en: "EN", ko: "한" };

/** Offers the other language, by its own name, whose glyphs are in the font of every page (build/fonts.ts). */
export function LanguageSwitch() {
  const current = useLanguage();
  const other = languages.find((it) => it !== current) ?? "en";
  return (
    <button
      type="button"
      lang={other}
      title={languageNames[other]}
      aria-label={`${short[other]}, ${languageNames[other]}`}
      className="inline-grid size-11 place-items-center rounded-round text-sm font-semibold text-ink-soft transition hover:bg-sunken hover:text-ink active:scale-95"
      onClick={() => switchLanguage(other)}
    >
      {short[other]}
    </button>
  );
}
