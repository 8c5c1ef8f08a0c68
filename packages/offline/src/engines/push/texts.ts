export type Language = "en" | "ko";

export const texts = {
  en: {
    title: "Pushed messages",
    lead: "What would be notifications on somebody's devices. This is this machine's push service: nothing leaves it.",
    empty: "Nothing has been pushed yet",
    emptyHelp: "Subscribe a browser in the application that pushes; what is sent to it appears here, decrypted.",
    clear: "Clear",
    states: { waiting: "waiting", delivered: "delivered", replaced: "replaced", expired: "expired" },
    raw: "As it was pushed",
    facts: { device: "Subscription", topic: "Topic", urgency: "Urgency", ttl: "Kept for", bytes: "Encrypted" },
    seconds: (seconds: number) => `${seconds} s`,
    refusing: (status: number) => `Every push is answered ${status} at present.`,
    mend: "Back to normal:",
  },
  ko: {
    title: "보낸 푸시 메시지",
    lead: "누군가의 기기에 알림으로 떴을 메시지예요. 이 컴퓨터의 푸시 서비스라서 밖으로 나가는 것은 없어요.",
    empty: "아직 보낸 푸시가 없어요",
    emptyHelp: "푸시를 보내는 앱에서 브라우저를 구독해 보세요. 보낸 내용이 복호화되어 여기에 나타나요.",
    clear: "비우기",
    states: { waiting: "대기 중", delivered: "전달됨", replaced: "대체됨", expired: "만료됨" },
    raw: "보낸 그대로 보기",
    facts: { device: "구독", topic: "토픽", urgency: "긴급도", ttl: "보관 시간", bytes: "암호화 크기" },
    seconds: (seconds: number) => `${seconds}초`,
    refusing: (status: number) => `지금은 모든 푸시에 ${status}(으)로 응답해요.`,
    mend: "원래대로 되돌리기:",
  },
} as const;

/** @returns the browser's preferred language */
export function languageOf(acceptLanguage = ""): Language {
  const [, first] = /\b(en|ko)\b/i.exec(acceptLanguage) ?? [];
  return first?.toLowerCase() === "ko" ? "ko" : "en";
}
