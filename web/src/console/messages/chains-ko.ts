import type { ChainTexts } from "./chains-en.ts";

export const chainTexts: ChainTexts = {
  campaigns: {
    title: "캠페인",
    lead: "지금 광고하는 것들이에요. 재고가 부족해지면 품절 한 번에 메일 한 통으로 광고 담당자에게 중지를 요청해요.",
    products: "광고 상품",
    since: (age) => `${age}째`,
    statuses: {
      running: "진행 중",
      stop_requested: "중지 요청됨",
      stopped: "멈춤",
      may_resume: "재개 가능",
    },
    short: (product, age) => `${product} 부족 ${age}째`,
    expected: (time) => `${time} 입고 예정`,
    notExpected: "공장의 답을 기다리는 중",
    stop: "멈췄어요",
    stopHelp: "광고가 꺼졌다고 알려 주세요. 광고 담당자는 메일의 링크로도 할 수 있어요.",
    resume: "다시 시작하기",
    stopped: (name) => `${name} 광고를 멈췄어요.`,
    resumed: (name) => `${name} 광고를 다시 시작했어요.`,
    mails: "메일",
    noMails: "아직 없어요",
    mailSent: (product, time) => `${product}, ${time}에 보냈어요`,
    mailTrying: (product, tries) =>
      tries === 1 ? `${product}, 보내는 중이에요` : `${product}, ${tries}번째 시도 중이에요`,
    mailBounced: (product, times) =>
      `${product}, ${times === 1 ? "되돌아왔어요" : `${times}번 되돌아왔어요`}. 다시 보낼 거예요`,
    mailGivenUp: (product) => `${product}, 되돌아와서 더 보내지 않아요`,
    mailHelp: "주소를 고치고 데드 레터를 되돌리거나, 광고를 직접 멈춘 다음 여기에 알려 주세요.",
    mailJourney: "어디에 있는지 보기",
    history: "이력",
    noHistory: "줄곧 진행 중이었어요.",
    by: {
      stock: (product) => (product ? `${product} 재고` : "재고"),
      "ad-manager": () => "광고 담당자가 링크로",
      operator: (_product, name) => name,
    },
    empty: "아직 캠페인이 없어요",
    emptyHelp: "캠페인은 첫 배포 때 만들어져요. 생기는 대로 여기에 보여요.",
  },
  customers: {
    title: "고객",
    lead: "주문한 적이 있는 모든 고객의 등급이에요. 언제부터인지, 어떤 주문으로 VIP가 됐는지도 보여 드려요.",
    filter: "어떤 고객",
    tabs: { all: "전체", vip: "VIP", normal: "일반" },
    email: "고객",
    type: "등급",
    types: { normal: "일반", vip: "VIP" },
    since: "언제부터",
    order: "주문",
    journey: (order) => `${order} 주문의 여정`,
    units: "수량",
    marketing: "마케팅에 알린 때",
    notTold: "아직이요",
    empty: {
      all: {
        title: "아직 고객이 없어요",
        help: "주문하면 누구나 고객이 돼요. 노선도의 CustomerQueue가 모든 주문을 여기로 가져와요.",
      },
      vip: {
        title: "아직 VIP가 없어요",
        help: "한 번에 많이 주문하면 VIP가 돼요. 몇 개부터인지는 노선도의 VipQueue 필터에 있어요.",
      },
      normal: {
        title: "일반 고객이 없어요",
        help: "처음 주문한 고객이 여기에 보이고, 한 번에 많이 주문하면 VIP로 옮겨 가요.",
      },
    },
  },
};
