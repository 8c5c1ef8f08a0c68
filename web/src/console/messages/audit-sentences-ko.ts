import type { AuditFacts } from "./audit-facts.ts";
import type { auditWords as english } from "./audit-sentences-en.ts";

const count = new Intl.NumberFormat("ko");
const n = (value = 0) => count.format(value);

function letters({ chosen, target }: AuditFacts): string {
  if (chosen === "all") return `${target}의 모든 데드 레터`;
  if (chosen === "matching") return `${target}에서 조건에 맞는 데드 레터`;
  return `${target}의 데드 레터 ${n(chosen)}개`;
}

const to = (place: string) => (place ? `${place}(으)로 ` : "");
const because = (reason: string) => (reason ? ` (“${reason}”)` : "");

/** With the object before the verb: what was done, and its noun for what was only tried. */
const verb =
  (what: (facts: AuditFacts) => string, did: string, noun: string) =>
  (facts: AuditFacts): [did: string, todo: string] => [`${what(facts)} ${did}`, `${what(facts)} ${noun}`];

export const auditWords: typeof english = {
  "stock.adjust": (facts) => {
    const by = facts.count("adjustBy") ?? 0;
    const what = `${facts.product} 재고를 ${n(Math.abs(by))}개`;
    const why = because(facts.text("reason"));
    return by < 0
      ? [`${what} 줄였어요${why}`, `${what} 줄이기${why}`]
      : [`${what} 늘렸어요${why}`, `${what} 늘리기${why}`];
  },
  "stock.close-shortage": (facts) => {
    const why = `${because(facts.text("reason"))}${facts.is("askedAnew") ? ". 공장에는 새로 요청했어요" : ""}`;
    return [`${facts.product} 부족을 닫았어요${why}`, `${facts.product} 부족 닫기${why}`];
  },
  "stock.ask-again": verb(({ product }) => `${product} 생산을 공장에`, "다시 요청했어요", "다시 요청하기"),
  "letter.delete": verb(
    ({ target, text }) => `${target}에서 누군가 기다리던 데드 레터${text("type") && `(${text("type")})`}를`,
    "지웠어요",
    "지우기",
  ),
  "queue.redrive": verb(
    (facts) => `${letters(facts)}를 ${to(facts.text("destination"))}`.trim(),
    "되돌렸어요",
    "되돌리기",
  ),
  "queue.edit": verb(
    ({ target, text }) => `${target}의 데드 레터를 고쳐서 ${to(text("destination"))}`.trim(),
    "되돌렸어요",
    "되돌리기",
  ),
  "queue.delete": verb((facts) => `${letters(facts)}를`, "지웠어요", "지우기"),
  "queue.purge": verb(
    ({ target, count: of }) => {
      const gone = of("removed") ?? of("done") ?? of("present");
      return gone === undefined ? `${target} 전체를` : `${target}의 메시지 약 ${n(gone)}개를`;
    },
    "비웠어요",
    "비우기",
  ),
  "queue.send": verb(({ target }) => `${target}에 메시지를 직접`, "보냈어요", "보내기"),
  "consumer.pause": verb(({ target }) => `${target} 컨슈머를`, "멈췄어요", "멈추기"),
  "consumer.resume": verb(({ target }) => `${target} 컨슈머를`, "다시 켰어요", "다시 켜기"),
  "campaign.stop": verb(({ campaign }) => `‘${campaign}’ 광고가 멈췄다고`, "적었어요", "적기"),
  "campaign.resume": verb(({ campaign }) => `‘${campaign}’ 광고를 다시 시작했다고`, "적었어요", "적기"),
  "alert.acknowledge": verb(({ target }) => `${target} 알림을`, "맡았어요", "맡기"),
  "alert.release": verb(({ target }) => `맡았던 ${target} 알림을`, "내려놓았어요", "내려놓기"),
  "alert.note": verb(({ target, text }) => `${target} 알림에 메모를${because(text("text"))}`, "남겼어요", "남기기"),
  "alert.close": verb(({ target, text }) => `${target} 알림을${because(text("reason"))}`, "닫았어요", "닫기"),
  "order-line.test": verb(
    ({ text }) => (text("kind") === "crash" ? "처리하던 워커를 멈추는 주문을 주문 큐에" : "특별 주문을 주문 큐에"),
    "넣었어요",
    "넣기",
  ),
  "order-line.serve": verb(
    ({ count: of }) => `주문 큐의 주문 ${n(of("served") ?? of("count"))}건을 직접`,
    "처리했어요",
    "처리하기",
  ),
  "order-line.clear": verb(
    ({ count: of }) => (of("upTo") === undefined ? "주문 큐를" : `주문 큐를 ${n(of("upTo"))}번까지`),
    "비웠어요",
    "비우기",
  ),
  "lab.change": verb(() => "실험실 설정을", "바꿨어요", "바꾸기"),
  "lab.break-factory": verb(() => "실험실 둘러보기를 위해 공장을", "고장 냈어요", "고장 내기"),
  "lab.mend-factory": verb(() => "공장을", "고쳤어요", "고치기"),
  "waiting-room.change": verb(() => "대기실 설정을", "바꿨어요", "바꾸기"),
  "waiting-room.end": verb(({ target }) => `대기실 ${numberIn(target)}번의 차례를`, "끝냈어요", "끝내기"),
  "waiting-room.extend": verb(
    ({ target, count: of }) => `대기실 ${numberIn(target)}번의 차례를 ${n(of("seconds"))}초`,
    "늘렸어요",
    "늘리기",
  ),
  "push.add-device": verb(() => "기기 한 대의 알림을", "켰어요", "켜기"),
  "push.remove-device": verb(() => "기기 한 대의 알림을", "껐어요", "끄기"),
  "shopify.import": verb(({ target }) => `Shopify 주문 ${target}번을`, "가져왔어요", "가져오기"),
  "shopify.retry": verb(
    ({ target, is }) => `Shopify 전송 ${target}을(를) ${is("corrected") ? "고쳐서 " : ""}다시`,
    "시도했어요",
    "시도하기",
  ),
  "shopify.map-sku": verb(
    ({ target, productOf, count: of }) => `SKU ${target}을(를) ${productOf("productId")} ${n(of("units") ?? 1)}개에`,
    "연결했어요",
    "연결하기",
  ),
  "shopify.samples": verb(({ count: of }) => `샘플 웹훅 ${n(of("count"))}개를`, "보냈어요", "보내기"),
  "shopify.task-done": verb(() => "개인정보 요청에", "답했어요", "답하기"),
};

function numberIn(target: string): string {
  return target.split("/").at(-1) ?? target;
}
