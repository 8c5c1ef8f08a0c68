import type { EventFacts } from "./event-facts.ts";

const count = new Intl.NumberFormat("ko");
const n = (value: number) => count.format(value);

const ordered = ({ lines, count: of }: EventFacts) =>
  lines.length > 0
    ? lines.map(({ name, quantity }) => `${name} ${n(quantity)}개`).join(", ")
    : `도넛 ${n(of("units"))}개`;
const ads = (facts: EventFacts, key: string) =>
  facts
    .campaigns(key)
    .map((name) => `‘${name}’`)
    .join(", ");
const whose = ({ text }: EventFacts) => (text("email") ? `${text("email")} 님` : "고객");

const by: Record<string, string> = { "ad-manager": "광고 담당자가", operator: "운영자가", stock: "창고가" };

export const journeyEvents: Record<string, (facts: EventFacts) => string> = {
  "order.queued": (facts) =>
    `${whose(facts)}이 주문했어요: ${ordered(facts)}. 주문 큐 ${n(facts.count("number"))}번이에요`,
  "order.placed": (facts) => `${whose(facts)}이 샀어요: ${ordered(facts)}`,
  "order.rejected": ({ short }) => {
    if (short.length === 0) return "팔지 못했어요: 주문이 비워졌거나, 지워졌거나, 대기실 차례가 없었어요";
    const parts = short.map(
      ({ name, requested, available }) => `${name} ${n(requested)}개 중 ${n(available)}개만 남음`,
    );
    return `팔지 못했어요: ${parts.join(", ")}`;
  },
  "stock.depleted": (facts) =>
    `${facts.product("productId")} 재고가 ${n(facts.count("available"))}개로 줄어서 공장에 ${n(facts.count("quantity"))}개를 요청해요`,
  "production.accepted": (facts) =>
    `공장이 ${facts.product("productId")} ${n(facts.count("quantity"))}개를 만들고 있어요. ${facts.time("expectedAt")} 도착 예정이에요`,
  "production.failed": (facts) =>
    `공장이 ${facts.product("productId")} ${n(facts.count("quantity"))}개를 만들지 못했어요: ${facts.text("reason")}`,
  "stock.replenished": (facts) => `${facts.product("productId")} ${n(facts.count("quantity"))}개가 들어왔어요`,
  "stock.added": (facts) => `${facts.product("productId")} ${n(facts.count("units"))}개를 다시 주문할 수 있어요`,
  "stock.reserved": (facts) => {
    const still = facts.count("missing") > 0 ? `. 아직 ${n(facts.count("missing"))}개가 모자라요` : "";
    return `기다리던 주문에 줄 ${facts.product("productId")} ${n(facts.count("units"))}개가 들어왔어요${still}`;
  },
  "shortage.overdue": (facts) =>
    `${facts.product("productId")} 입고가 늦어져 ${n(facts.count("asks"))}번째로 확인했어요: ${facts.text("reason")}`,
  "shortage.closed": (facts) =>
    `${facts.product("productId")} 부족을 직접 닫았어요. 재고는 ${n(facts.count("available"))}개예요`,
  "campaign.manager_asked": (facts) =>
    `광고 담당자에게 ${ads(facts, "campaignIds")} 광고를 멈춰 달라는 메일을 보냈어요`,
  "campaign.mail_bounced": (facts) =>
    `${ads(facts, "campaignIds")} 광고 메일이 되돌아왔어요. ${
      facts.is("triedAgain") ? "다시 보내요" : "주소를 확인해야 해요"
    }`,
  "campaign.stop_requested": (facts) => `${shortOf(facts)} ${ads(facts, "campaignId")} 광고를 멈춰야 해요`,
  "campaign.stop_withdrawn": (facts) => `멈추기 전에 ${backOf(facts)} ${ads(facts, "campaignId")} 광고를 계속해요`,
  "campaign.stopped": (facts) => `${by[facts.text("by")] ?? "누군가"} ${ads(facts, "campaignId")} 광고를 멈췄어요`,
  "campaign.may_resume": (facts) => `${backOf(facts)} ${ads(facts, "campaignId")} 광고를 다시 해도 돼요`,
  "campaign.resumed": (facts) =>
    `${by[facts.text("by")] ?? "누군가"} ${ads(facts, "campaignId")} 광고를 다시 시작했어요`,
  "customer.promoted": ({ count: of }) => `도넛 ${n(of("units"))}개를 한 번에 주문해서 VIP가 됐어요`,
  "customer.marketing_told": () => "마케팅 시스템에 VIP가 된 것을 알렸어요",
};

function shortOf(facts: EventFacts): string {
  return facts.text("productId") ? `${facts.product("productId")} 재고가 부족해서` : "재고가 부족해서";
}

function backOf(facts: EventFacts): string {
  return facts.text("productId") ? `${facts.product("productId")} 재고가 돌아와서` : "재고가 돌아와서";
}
