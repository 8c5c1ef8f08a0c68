import type { LineTexts } from "./en.ts";

const count = new Intl.NumberFormat("ko");
const n = (value: number) => count.format(value);

export const messages: LineTexts = {
  title: "주문 큐",
  lead: "한꺼번에 주문이 몰리면 먼저 FIFO 큐에 넣고, 차례대로 열 건씩 처리해요.",
  numbers: { waiting: "대기", inHand: "처리 중", issued: "마지막 번호", served: "처리된 번호" },
  picture: (waiting, served) =>
    waiting === 0 ? "줄에 아무도 없어요." : `${n(served)}번 다음으로 주문 ${n(waiting)}건이 줄에 있어요.`,
  empty: "줄에 아무도 없어요. 주문을 몇 건 넣고 줄이 생기는 걸 지켜보세요.",
  more: (value) => `그 뒤로 ${n(value)}건 더 있어요`,
  hand: (first, last) =>
    first === last ? `${n(first)}번을 처리하고 있어요` : `${n(first)}~${n(last)}번을 처리하고 있어요`,
  frozen: (first, last, seconds) =>
    `${first === last ? `${n(first)}번` : `${n(first)}~${n(last)}번`}이 얼어 있어요. 처리하던 쪽이 멈췄어요. ${seconds}초 뒤에 줄로 돌아와요`,
  outcomes: {
    sold: "판매",
    short: "품절",
    again: "다시 옴",
    last: "방금 처리된 주문 (최근 순)",
    one: (number, status) =>
      `${n(number)}번: ${{ completed: "팔렸어요", rejected: "품절이라 못 팔았어요", known: "다시 왔지만 이미 처리했어요" }[status]}`,
  },
  request: {
    title: "주문 넣기",
    body: "모두 도넛 한 개짜리 진짜 주문이에요. POST /sales/orders에 Prefer: respond-async를 붙이면 줄에서의 순서와 함께 바로 답이 와요.",
    some: (value) => `${value}건 넣기`,
    start: "계속 넣기",
    stop: "그만 넣기",
    rate: "초당 주문 수",
    sent: (sent, failed) =>
      `여기서 ${n(sent)}건을 넣었어요${failed ? `. ${n(failed)}건은 실패했어요` : ""}. 이 화면을 떠나면 멈춰요.`,
  },
  serve: {
    title: "주문 처리하기",
    running: "Lambda 함수 OrderQueueConsumer가 들어오는 대로 처리하고 있어요.",
    paused: "컨슈머가 멈춰 있어요. 주문은 큐에 그대로 남아요. 컨슈머처럼 직접 처리해 보세요.",
    pause: "컨슈머 멈추기",
    resume: "컨슈머 다시 켜기",
    some: (value) => `${value}건 처리`,
    start: "계속 처리하기",
    stop: "그만 처리하기",
    pauseFirst: "먼저 컨슈머를 멈춰 주세요.",
    served: (value) => (value === 0 ? "처리할 주문이 없었어요." : `직접 ${n(value)}건을 처리했어요.`),
    crashed: "주문이 시킨 대로 처리하다가 멈췄어요. 손에 들고 있던 주문은 얼어 있어요.",
  },
  special: {
    title: "주문 하나 따라가기",
    body: "특별 주문은 고리를 두르고 있어요. 줄 끝에서 맨 앞까지 따라가 보세요.",
    send: "특별 주문 넣기",
    place: (place) => (place === 1 ? "바로 다음 차례예요" : `앞에 ${n(place - 1)}건 있어요`),
    number: (value) => `${n(value)}번`,
    completed: (seconds) => `줄에 선 지 ${n(seconds)}초 만에 팔렸어요`,
    rejected: "차례가 왔지만 도넛이 다 팔린 뒤였어요",
    withdrawn: "안 팔리고 줄에서 빠졌어요",
    another: "하나 더 넣기",
  },
  crash: {
    title: "처리하다 멈추기",
    body: "이 주문을 처리하는 쪽은 묶음 한가운데에서 아무 말 없이 멈춰요. 답을 받지 못한 SQS는 가시성 제한 시간 10초가 지나면 묶음을 다시 내줘요. 이미 처리된 주문은 그대로 확인되니 잃거나 두 번 팔지 않고, 순서도 지켜져요.",
    send: "멈추게 하는 주문 넣기",
    sent: (value) => `${n(value)}번이 맨 앞을 향해 가고 있어요.`,
  },
  purge: {
    title: "줄 비우기",
    body: "메시지를 하나씩 꺼내요. SQS의 PurgeQueue는 1분이 걸리고 그동안 들어온 주문까지 지우거든요. 이 주문들은 팔리지 않고, 고객도 그렇게 보게 돼요.",
    ask: "줄 비우기 …",
    sure: (value) => `주문 ${n(value)}건 돌려보내기`,
    empty: "줄에 아무도 없어요.",
    keep: "그대로 두기",
    done: (value) => `${n(value)}번까지 모두 돌려보냈어요.`,
  },
  about: {
    title: "무엇이 보이나요",
    items: [
      ["FIFO 큐", "OrderQueue.fifo예요. 모든 주문이 한 메시지 그룹이라 들어온 순서대로 나와요."],
      ["묶음", "맨 앞에서 최대 열 건이에요. 한 트랜잭션으로 처리하고, 상품마다 재고를 한 번에 빼요."],
      ["처리 중", "받은 메시지는 10초 동안 숨겨져요. 그동안 뒤에 있는 주문은 아무도 받지 못해요."],
      ["한 번만", "주문 번호가 처리의 열쇠예요. 메시지가 몇 번 오더라도 주문은 한 번만 처리돼요."],
    ],
  },
  failed: (reason) => `잘 되지 않았어요: ${reason}`,
};
