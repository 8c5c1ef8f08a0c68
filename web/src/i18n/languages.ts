export const languages = ["en", "ko"] as const;
export type Language = (typeof languages)[number];

/** Each language's own name. */
export const languageNames: Record<Language, string> = { en: "English", ko: "한국어" };
