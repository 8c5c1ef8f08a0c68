import type { AuthTexts } from "./en.ts";

export const messages: AuthTexts = {
  signIn: "로그인",
  signOut: "로그아웃",
  account: (name) => `${name} 계정`,
  roles: { operator: "운영자", viewer: "열람자" },
  customer: "고객",
  readOnly: "열람자는 모든 것을 볼 수 있지만, 바꾸는 일은 운영자만 할 수 있어요.",
  oneMoment: "잠시만요 …",
  console: {
    title: "여기부터는 운영자 구역이에요",
    body: "이 개찰구 너머에 승강장이 있어요. 모든 대기열과 기다리는 메시지, 길을 잃은 메시지까지 볼 수 있어요. 로그인하면 가려던 곳으로 바로 모실게요.",
    expired: "로그인이 끝났어요. 다시 로그인하면 보던 곳으로 돌아가요.",
    noRole: (email) => `${email} 계정에는 아직 역할이 없어요`,
    noRoleBody: "가게를 돌보는 분이 먼저 운영자나 열람자로 등록해 주셔야 해요.",
    other: "다른 계정으로 로그인",
    toStore: "가게로 가기",
  },
  failed: {
    title: "로그인이 도착하지 않았어요",
    body: "진행 중인 로그인 없이 열렸거나 시간이 너무 지났어요. 잃어버린 것은 없으니 다시 해 주세요.",
    away: "지금은 로그인 서버에 연결할 수 없어요.",
  },
  again: "다시 해 보기",
  mine: {
    title: "내 주문",
    invite: "로그인하면 어느 기기에서든 이 이메일로 한 주문을 모두 볼 수 있어요.",
    none: "이 이메일로 한 주문이 아직 없어요.",
    more: "이전 주문 더 보기",
    unreachable: "주문을 가져오지 못했어요.",
    types: { normal: "일반 고객", vip: "VIP 고객" },
    meaning: {
      normal: "한 번에 100개 이상 주문하면 VIP가 되고, 계속 VIP예요.",
      vip: "한 번에 100개 이상 주문하셔서 VIP가 되셨고, 계속 VIP예요. 마케팅팀에도 알려서 소식을 보내 드릴 수 있어요.",
    },
  },
};
