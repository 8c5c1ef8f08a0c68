import type { IncomingHttpHeaders } from "node:http";

export type Language = "en" | "ko";

export const texts = {
  en: {
    title: "Who is signing in?",
    choose: "Choose an account of this machine.",
    noGroup: "no group",
    other: "Or anyone else, by e-mail address",
    go: "Sign in",
    notAnEmail: "This is not an e-mail address.",
    note: "No password is asked for: these accounts exist on this machine only. On AWS, Amazon Cognito asks here.",
    signOut: "Sign out",
    failed: "This sign-in cannot go on",
    again: "Go back to where you came from and sign in from there once more.",
  },
  ko: {
    title: "누구로 로그인할까요?",
    choose: "이 컴퓨터에 있는 계정을 골라 주세요.",
    noGroup: "그룹 없음",
    other: "다른 이메일 주소로 로그인하기",
    go: "로그인",
    notAnEmail: "이메일 주소가 아니에요.",
    note: "비밀번호는 묻지 않아요. 이 계정들은 이 컴퓨터에만 있고, AWS에서는 Amazon Cognito가 대신 물어봐요.",
    signOut: "로그아웃",
    failed: "로그인을 계속할 수 없어요",
    again: "왔던 곳으로 돌아가서 다시 로그인해 주세요.",
  },
} satisfies Record<Language, Record<string, string>>;

/** @returns the language asked for in `ui_locales`, otherwise the browser's. */
export function languageOf(uiLocales: unknown, headers: IncomingHttpHeaders): Language {
  const wanted = typeof uiLocales === "string" ? uiLocales : (headers["accept-language"] ?? "");
  const [, first] = /\b(en|ko)\b/i.exec(wanted) ?? [];
  return first?.toLowerCase() === "ko" ? "ko" : "en";
}
