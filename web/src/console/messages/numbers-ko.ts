import type { numberTexts as english } from "./numbers-en.ts";

const count = new Intl.NumberFormat("ko");
const n = (value: number) => count.format(value);

export const numberTexts: typeof english = {
  numbers: {
    title: "시간에 따른 숫자",
    range: "볼 기간",
    ranges: { "15m": "15분", "1h": "1시간", "6h": "6시간", "24h": "24시간" },
    charts: {
      throughput: "처리량",
      failed: "실패",
      waiting: "대기",
      oldest: "가장 오래된 메시지",
      duration: "컨슈머가 걸린 시간",
      dead: "데드 레터",
    },
    measures: {
      sent: "들어옴",
      processed: "처리함",
      failed: "실패한 시도",
      waiting: "대기",
      oldestAgeSeconds: "가장 오래된 메시지",
      durationMs: "평균",
      longestMs: "가장 김",
      deadLetters: "데드 레터",
    },
    unit: (unit, minutes, counted) => {
      if (unit === "rate") return "1분마다";
      if (counted) return `${n(minutes)}분마다`;
      if (unit === "count") return "메시지 수";
      return unit === "seconds" ? "기다린 시간" : "한 번 부를 때";
    },
    summary: (name, latest, highest, at) => `${name}: 최근 ${latest}, 최고 ${highest}(${at}).`,
    noneOf: (name) => `${name}: 이 기간에는 잰 값이 없어요.`,
    nothing: "이 기간에는 잰 값이 없어요",
    noValue: "–",
    asTable: "표로 보기",
    time: "시각",
    missing: "숫자가 아직 오지 않았어요. 이 화면은 계속 다시 물어봐요.",
  },
  overview: {
    title: "한눈에 보기",
    lead: "지금 손이 필요한 일과, 그동안 시스템이 어땠는지 보여줘요.",
    calm: "모든 노선이 잘 다녀요",
    calmHelp: (queues, consumers) =>
      `데드 레터도, 밀린 메시지도, 늦어진 생산도 없어요. 큐 ${n(queues)}개, 컨슈머 ${n(consumers)}개가 일하고 있어요.`,
    needs: (value) => (value === 1 ? "손이 필요한 일이 하나 있어요" : `손이 필요한 일이 ${n(value)}가지 있어요`),
    since: (time) => `${time}부터`,
    checking: "모든 큐를 살펴보고 있어요…",
    trouble: "손이 필요한 일",
    deadLetters: (queue, value) => `${queue}의 메시지 ${n(value)}개를 처리하지 못했어요`,
    deadOldest: (age) => `가장 오래된 것은 ${age} 전에 보냈어요`,
    untaken: "아직 맡은 사람이 없어요",
    takenBy: (name) => `${name} 님이 맡았어요`,
    late: (queue) => `${queue}이(가) 밀리고 있어요`,
    lateFacts: (waiting, age) => `메시지 ${n(waiting)}개가 기다려요. 가장 오래된 것은 ${age}째예요`,
    paused: (queue) => `${queue}을(를) 멈춰 뒀어요`,
    pausedIdle: "기다리는 메시지는 없어요",
    shortage: (product) => `공장에서 ${product}이(가) 아직 오지 않았어요`,
    shortageFacts: (asks) => `예정보다 늦어져서 ${n(asks)}번 다시 요청했어요`,
    openFor: (age) => `${age}째`,
    actions: {
      "dead-letters": "읽고 되돌리기",
      late: "큐 보기",
      paused: "큐 보기",
      shortage: "재고 보기",
    },
    toMap: "노선도 열기",
  },
};
