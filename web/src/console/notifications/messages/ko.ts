import type { NotificationTexts } from "./en.ts";

export const messages: NotificationTexts = {
  title: "알림",
  lead: "Shopify 주문이 들어오면 쇼핑몰 페이지를 열어 두지 않아도 내 기기로 알려 드려요.",
  here: {
    title: "이 브라우저",
    on: "이 브라우저에서 알림을 받고 있어요.",
    onBody: "새 주문과 취소된 주문을 몇 초 안에 알려 드려요. 주문이 한꺼번에 몰리면 알림 하나로 모아서 보여 드려요.",
    onOwn: (service) =>
      `알림이 ${service}을(를) 거쳐서 와요. 이 서비스는 브라우저를 깨울 수 없어서, 콘솔 페이지가 열려 있을 때만 알림이 떠요.`,
    off: "이 브라우저에서는 알림이 꺼져 있어요.",
    offBody: "알림을 켜면 브라우저가 허용할지 물어봐요. 언제든지 여기에서 다시 끌 수 있어요.",
    turnOn: "알림 켜기",
    turningOn: "브라우저에 요청하는 중이에요 …",
    turnOff: "여기서 끄기",
    test: "테스트 보내기",
    turnedOn: "이 브라우저에서 알림을 켰어요.",
    turnedOff: "이 브라우저에서 알림을 껐어요.",
    testSent: "테스트 알림을 보냈어요.",
    blocked: "브라우저가 이 사이트의 알림을 차단하고 있어요.",
    blockedHelp: "직접 바꿔 주셔야 해요. 주소창 옆 아이콘을 눌러 알림을 허용한 다음 이 페이지로 돌아와 주세요.",
    dismissed: "브라우저에서 허용하지 않아서 바뀐 것이 없어요. 알림을 다시 켜면 한 번 더 물어봐요.",
    unsupported: "이 브라우저는 웹사이트 알림을 지원하지 않아요.",
    installFirst:
      "iPhone이나 iPad에서는 먼저 이 페이지를 홈 화면에 추가하고(공유 → 홈 화면에 추가) 거기에서 열어 주세요.",
    failed: "브라우저가 푸시 서비스를 구독하지 못했어요.",
    noAnswer:
      "응답이 없었어요. 브라우저 푸시는 제조사(Google, Mozilla, Apple, Microsoft)를 거치기 때문에 인터넷이 필요해요.",
    said: (reason) => `브라우저 메시지: ${reason}`,
    ownOffer: "이 서버에는 자체 푸시 서비스가 있어요. 이 서비스를 쓰면 콘솔 페이지가 열려 있는 동안 알림이 떠요.",
    ownUse: (service) => `${service} 사용하기`,
    tryAgain: "다시 시도",
  },
  devices: {
    title: "내 기기",
    body: (count, limit) =>
      `${limit}대 중 ${count}대를 쓰고 있어요. 기기마다 콘솔을 마지막으로 연 뒤 2주 동안 모든 알림을 받아요. 이 목록은 나만 볼 수 있어요.`,
    none: "아직 없어요. 이 브라우저를 첫 기기로 등록해 보세요.",
    thisOne: "이 브라우저",
    unnamed: "브라우저",
    since: (time) => `${time}부터`,
    paused: (time) => `${time}부터 알림이 멈췄어요. 그 기기에서 콘솔을 열면 다시 알려요.`,
    through: (service) => `${service} 경유`,
    languages: { en: "영어로", ko: "한국어로" },
    test: "테스트 보내기",
    testTo: (device) => `${device}에 테스트 보내기`,
    remove: "삭제",
    removeOf: (device) => `${device} 삭제`,
    removed: (device) => `이제 ${device}에는 알림이 가지 않아요.`,
  },
  how: {
    title: "알림이 오는 길",
    steps: [
      "ShopifyTopic → ShopifyPushQueue: 주문을 3초 동안 모아요.",
      "PushDigestQueue: 주문이 다섯 건까지면 하나씩, 더 많으면 합계 하나로 알려요.",
      "PushSendQueue: 기기마다 암호화한 메시지를 하나씩 보내고, 푸시 서비스가 응답하지 않으면 몇 시간 동안 다시 시도해요.",
    ],
    queue: "큐 살펴보기",
  },
};
