import type { EventFacts } from "./event-facts.ts";

const count = new Intl.NumberFormat("ko");
const units = (value: number) => `${count.format(value)}개`;

const requests: Record<string, string> = {
  "data-request": "고객이 어떤 정보를 보관하는지 물었어요. 개인정보 화면에서 답을 기다려요.",
  "customer-redact": "고객을 잊어야 해요. 주문은 남고, 누구의 주문인지는 지워져요.",
  "shop-redact": "가게와, 그곳에서 주문한 모두를 잊어야 해요.",
};

export const shopifyEvents: Record<string, (facts: EventFacts) => string> = {
  "shopify.order_stored": ({ text, count: of }) => {
    const order = `주문 ${text("name")}`;
    if (text("state") === "test") return `${order}: 테스트 주문이라 보관만 하고 재고는 쓰지 않아요.`;
    if (text("state") === "cancelled") return `${order}: 취소됐어요. 가져갔던 수량은 재고로 돌아왔어요.`;
    const stored = text("change") === "new" ? "저장했어요." : "바뀐 내용을 저장했어요.";
    const owed = of("owed") > 0 ? ` ${units(of("units"))} 중 ${units(of("owed"))}는 줘야 할 수량이에요.` : "";
    const unmapped = of("unmapped") > 0 ? ` ${of("unmapped")}줄은 SKU 연결이 필요해요.` : "";
    return `${order}: ${stored}${owed}${unmapped}`;
  },
  "shopify.order_served": ({ text, count: of }) => {
    const left = of("owed") > 0 ? `아직 ${units(of("owed"))}를 더 줘야 해요.` : "이제 줘야 할 것이 없어요.";
    return `주문 ${text("name")}: 들어온 ${units(of("units"))}를 받았어요. ${left}`;
  },
  "shopify.delivery_given_up": ({ text }) =>
    `${text("topic")} 전송을 저장할 수 없어요: ${[text("pointer"), text("reason")].filter(Boolean).join(" ")}. 고쳐 주기를 기다려요.`,
  "shopify.sku_mapped": ({ text, product, count: of }) =>
    `SKU ${text("sku")} 하나는 ${product("productId")} ${units(of("units"))}예요. 기다리던 주문을 다시 처리해요.`,
  "shopify.privacy_requested": ({ text }) => requests[text("request")] ?? "",
  "push.digest_opened": () => "몇 초 동안 함께 들어오는 주문과 묶어서 운영자에게 알려요.",
};
