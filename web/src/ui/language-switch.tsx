import { switchLanguage } from "../i18n/bundle.ts";
import { languageNames, languages, useLanguage } from "../i18n/language.ts";

const short = { en: "EN", ko: "한" };

/** Offers the language that is not in use, in its own words: in the device's font, to load no font for one letter. */
export function LanguageSwitch() {
  const current = useLanguage();
  const other = languages.find((it) => it !== current) ?? "en";
  return (
    <button
      type="button"
      lang={other}
      title={languageNames[other]}
      aria-label={`${short[other]}, ${languageNames[other]}`}
      className="inline-grid size-11 place-items-center rounded-round font-[system-ui] text-sm font-semibold text-ink-soft transition hover:bg-sunken hover:text-ink active:scale-95"
      onClick={() => switchLanguage(other)}
    >
      {short[other]}
    </button>
  );
}
