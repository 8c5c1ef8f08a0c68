import type { Messages } from "./en.ts";

export const messages: Messages = {
  brand: "도넛스테이츠",
  nav: {
    skip: "본문으로 바로 가기",
    passport: "여권",
  },
  hero: {
    title: "도넛으로 그린 지도",
    body: (states) =>
      `저마다 다른 맛을 가진 ${states}개의 작은 나라. 상자를 채우고 도장을 모아 보세요. 지금 보이는 수량이 지금 진열대에 있는 그대로예요.`,
    featured: "영상에 나온 그 도넛",
  },
  atlas: {
    title: "모든 나라",
    visited: (visited, all) =>
      visited === 0 ? "아직 도장이 없어요. 첫 상자를 채워 보세요." : `도장 ${all}개 중 ${visited}개를 모았어요`,
    stamp: (count) => `도장을 받았어요. 지금까지 ${count}개 주문했어요`,
  },
  stock: {
    left: (low) => [low ? "딱 " : "", low ? "개 남았어요" : "개 있어요"],
    asked: "공장에 요청 중이에요",
    freshIn: (time) => `${time} 뒤에 나와요`,
    anyMoment: "곧 나와요",
  },
  box: {
    add: (name) => `${name} 상자에 담기`,
    addMore: (name, inBox) => `${name} 하나 더 담기, 지금 담은 수 ${inBox}`,
    open: (units) => `상자 열기, 담은 도넛 수 ${units}`,
  },
  broken: { title: "페이지에 문제가 생겼어요", again: "다시 불러오기" },
  copy: {
    label: (value) => `${value} 복사하기`,
    done: "복사했어요",
  },
  theme: {
    system: "기기 설정",
    light: "밝게",
    dark: "어둡게",
    switch: (current, next) => `화면 테마: ${current}. 다음 테마: ${next}`,
  },
};
