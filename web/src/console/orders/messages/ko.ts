import type { OrdersTexts } from "./en.ts";

const count = new Intl.NumberFormat("ko");
const n = (value: number) => count.format(value);

export const messages: OrdersTexts = {
  title: "주문",
  lead: "가게의 모든 주문이에요. 새 주문이 위에 있고, 주문 번호를 누르면 그 주문으로 일어난 모든 일을 볼 수 있어요.",
  search: "주문 찾기",
  searchHint: "주문 번호, 이메일, 상관 ID를 끝까지 입력  ( / )",
  filter: "어떤 주문",
  states: { all: "전체", completed: "판매됨", queued: "차례 대기 중", rejected: "판매 안 됨" },
  product: "상품",
  everyProduct: "모든 상품",
  day: "날짜",
  hideTests: "테스트 주문 숨기기",
  clear: "조건 지우기",
  order: "주문",
  customer: "고객",
  when: "시각",
  what: "내용",
  state: "상태",
  total: "금액",
  journey: (id) => `${id} 주문의 여정`,
  ordersOf: (email) => `${email} 님의 모든 주문`,
  line: (quantity, name) => `${name} ${n(quantity)}개`,
  more: (value) => `외 상품 ${n(value)}가지`,
  test: "테스트",
  testHelp: "콘솔이나 부하 스크립트가 보낸 주문이에요. 고객으로 등록되지 않아요.",
  sold: "판매됨",
  soldByQueue: (number) => `주문 큐 ${n(number)}번`,
  queued: "차례 대기 중",
  place: (place) => (place === 1 ? "바로 다음 차례예요" : `앞에 ${n(place - 1)}건 있어요`),
  soldOut: "품절",
  short: (name, requested, available) =>
    available === 0 ? `${name} 재고가 없었어요` : `${name} ${n(requested)}개 중 ${n(available)}개만 있었어요`,
  notSold: "판매 안 됨",
  notSoldWhy: "비워졌거나, 지워졌거나, 대기실 차례가 없었어요",
  empty: "아직 주문이 없어요",
  emptyHelp: "가게에서 도넛을 사거나 주문 큐 화면에서 몇 건 요청해 보세요. 바로 여기에 나타나요.",
  noneFound: "이런 주문은 없어요",
  noneFoundHelp:
    "주문 번호(ord_…), 이메일, 상관 ID 가운데 하나를 끝까지 입력해야 찾을 수 있어요. 일부만으로는 찾지 않아요.",
  noneMatch: "조건에 맞는 주문이 없어요",
  noneMatchHelp: "날짜나 상품을 바꾸거나 조건을 지워 보세요.",
  lookedBackTo: (time) => `${time} 주문까지 찾아봤어요.`,
  lookOn: "더 이전 주문 찾기",
};
