import type { ChainEventType, EventWords } from "./page-texts-en.ts";

export function chainEvents(name: string): Record<ChainEventType, EventWords> {
  const product = name || "도넛";
  return {
    "campaign.manager_asked": {
      title: "광고 담당자에게 메일을 보냈어요",
      body: "광고를 멈춰 달라고, 바로 멈출 수 있는 링크와 함께 보냈어요.",
    },
    "campaign.mail_bounced": {
      title: "광고 담당자에게 보낸 메일이 되돌아왔어요",
      body: "다시 보내거나, 주소가 맞는지 확인해요.",
    },
    "campaign.stop_requested": {
      title: "광고를 멈춰야 해요",
      body: `${product} 재고가 부족해서 광고 중지를 요청해요.`,
    },
    "campaign.stop_withdrawn": { title: "광고를 계속해도 돼요", body: `멈추기 전에 ${product} 재고가 돌아왔어요.` },
    "campaign.stopped": { title: "광고를 멈췄어요", body: "다시 들어올 때까지 기다려요." },
    "campaign.may_resume": { title: "광고를 다시 해도 돼요", body: `${product} 재고가 돌아왔어요.` },
    "campaign.resumed": { title: "광고를 다시 시작했어요", body: "" },
    "customer.promoted": { title: "VIP가 되셨어요", body: "이번 주문이 아주 컸거든요. 고마워요!" },
    "customer.marketing_told": { title: "마케팅팀도 알게 됐어요", body: "VIP가 되셨다고 한 번만 알렸어요." },
  };
}
