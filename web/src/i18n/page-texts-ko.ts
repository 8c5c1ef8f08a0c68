import type { Allergen } from "@donut/contracts/sales";
import type { Dough, Flavour } from "../donut/palette.ts";
import type { Topping } from "../donut/recipe.ts";
import type { EventFacts, EventWords, PageTexts, TimelineType } from "./page-texts-en.ts";

const doughs: Record<Dough, string> = {
  yeast: "천천히 부풀린 이스트 반죽",
  cocoa: "진한 코코아 반죽",
  cake: "버터밀크 케이크 반죽",
  blueberry: "블루베리를 넣은 옛날식 반죽",
  twist: "손으로 꼰 이스트 반죽",
};

const flavours: Record<Flavour, string> = {
  sugar: "얇고 바삭한 설탕",
  honey: "아카시아 꿀",
  strawberry: "딸기",
  chocolate: "초콜릿",
  ganache: "가나슈",
  matcha: "제주 말차",
  whiteChocolate: "화이트 초콜릿",
  butter: "브라운버터 크림",
  custard: "바닐라 커스터드",
  soybean: "볶은 콩가루",
  sesame: "볶은 흑임자",
  lemon: "레몬",
  caramel: "솔티드 캐러멜",
  lavender: "라벤더",
  blueberry: "블루베리",
  mint: "민트",
  peach: "복숭아",
  cinnamon: "시나몬",
};

const toppings: Record<Topping, string> = {
  sprinkles: "스프링클",
  crackle: "설탕 조각",
  cream: "짜서 올린 크림",
  almonds: "솔티드 아몬드",
  pecans: "피칸 반쪽",
  salt: "천일염",
  berries: "통블루베리",
  shavings: "초콜릿 조각",
  powder: "고운 가루",
  mochi: "네모난 떡",
  sesame: "흰깨",
  blossoms: "라벤더 꽃",
  crystals: "시나몬 설탕",
  gold: "금박",
};

const allergens: Record<Allergen, string> = {
  wheat: "밀",
  milk: "우유",
  egg: "계란",
  soy: "대두",
  almond: "아몬드",
  pecan: "피칸",
  sesame: "참깨",
};

function event(type: string, { name, quantity, available, expectedAt, short }: EventFacts): EventWords {
  const amount = quantity === undefined ? "더" : `${quantity}개`;
  const known: Partial<Record<string, EventWords>> = {
    "order.queued": { title: "줄에 섰어요", body: "차례가 올 때까지 주문을 잘 맡아 둘게요." },
    "order.rejected": short
      ? { title: "남은 게 모자랐어요", body: "차례가 왔을 때 다 있지 않아서 아무것도 팔지 않았어요." }
      : { title: "줄에서 빠졌어요", body: "가게에서 팔지 않고 줄에서 뺐어요." },
    "order.placed": { title: "주문이 완료됐어요", body: "판매와 재고 차감을 한 번에 끝냈어요." },
    "stock.depleted": {
      title: available === 0 ? `다 팔렸어요: ${name}` : `재고가 얼마 안 남았어요: ${name}`,
      body: `${available ? `진열대에 ${available}개 남았어요. ` : ""}공장에 ${amount} 만들어 달라고 했어요.`,
    },
    "production.accepted": {
      title: "공장에서 굽기로 했어요",
      body: `${name} ${amount}${expectedAt ? `, ${expectedAt}에 나와요.` : "를 굽고 있어요."}`,
    },
    "production.failed": { title: "이번 판은 실패했어요", body: `${name} 생산에 실패해서 공장에 다시 요청해요.` },
    "stock.replenished": { title: "갓 구운 도넛이 나왔어요", body: `${name} ${amount}를 다시 살 수 있어요.` },
    "stock.reserved": {
      title: "먼저 기다린 주문부터 드려요",
      body: `${name}: 새로 나온 도넛 일부는 기다리던 주문에 나눠 드려요.`,
    },
    "shortage.overdue": {
      title: "공장에 다시 물어봤어요",
      body: `${name}: 약속한 때가 지나서 공장에 다시 요청했어요.`,
    },
    "shortage.closed": { title: "기다리기를 끝냈어요", body: `${name}: 지금은 더 구울 계획이 없어요.` },
    "customer.promoted": { title: "VIP가 되셨어요", body: "이번 주문이 아주 컸거든요. 고마워요!" },
  } satisfies Record<TimelineType, EventWords>;
  return known[type] ?? { title: "다른 일이 있었어요", body: "" };
}

export const messages: PageTexts = {
  close: "닫기",
  box: {
    title: "내 상자",
    empty: "아직 비어 있어요. 도넛 옆의 더하기를 눌러 담아 보세요.",
    look: "둘러보기",
    units: (units) => `내 상자, 도넛 ${units}개`,
    quantityOf: (name) => `${name} 수량`,
    less: (name) => `${name} 하나 빼기`,
    more: (name) => `${name} 하나 더하기`,
    remove: (name) => `${name} 빼기`,
    onlyLeft: (left) => `${left}개만 남았어요.`,
    soldOut: "다 팔렸어요.",
    askedFactory: "공장에 더 만들어 달라고 했어요.",
    waitHere: "나올 때까지 상자에 그대로 두어도 돼요.",
    backAgain: "다시 충분히 들어왔어요. 지금 주문할 수 있어요.",
    takeInstead: (left) => `${left}개만 담기`,
    leaveOut: "빼기",
    gone: "이제 팔지 않는 도넛이에요.",
    email: "이메일",
    emailWhy: "한 번만 여쭤볼게요. 주문을 알아보는 데 써요.",
    emailMissing: "주문을 알아볼 수 있게 이메일을 적어 주세요.",
    emailWrong: "이메일 주소가 맞는지 한 번 더 확인해 주세요.",
    orderingAs: (email) => `${email} 님으로 주문해요`,
    change: "바꾸기",
    order: (units) => `도넛 ${units}개 주문하기`,
    ordering: "주문하고 있어요…",
    nothingSold: "모자란 도넛이 있어서 아무것도 판매되지 않았어요. 이렇게 해 볼 수 있어요.",
    refused: "주문을 받을 수 없었어요. 아무것도 판매되지 않았어요.",
    unsure:
      "응답이 없어서 주문이 됐는지 아직 몰라요. 다시 확인해 보세요. 같은 주문으로 보내니까 두 번 사는 일은 없어요.",
    findOut: "다시 확인하기",
    startOver: "그만두고 상자 고치기",
    turnOver: "주문이 도착하기 전에 차례가 끝나서 아무것도 판매되지 않았어요. 다시 줄을 서 주세요. 상자는 그대로예요.",
    line: {
      why: (x) => `지금 찾는 분이 많아서 한 번에 ${x}명씩 주문해요. 줄을 서 주세요. 상자는 그대로 함께 기다려요.`,
      shut: "상자에 담은 도넛은 지금 주문할 수 없어요.",
      join: "줄 서기",
      back: "줄에서 내 자리 보기",
      look: "대기실로 가기",
      turn: "내 차례예요. 자리를 맡아 두는 시간",
      over: "시간이 다 됐어요.",
    },
  },
  product: {
    back: "모든 나라",
    next: (name) => `다음: ${name}`,
    add: "상자에 담기",
    openBox: "상자 보기",
    soldOut: "지금은 다 팔렸어요",
    ovenAlt: "다 팔렸어요. 빈 쟁반 뒤 오븐에서 다음 도넛을 굽고 있어요",
    unknown: "그런 나라는 없어요",
    unknownWhy: "어느 지도에도 없는 도넛이에요. 누가 먹어 버렸을지도 몰라요.",
  },
  contains: {
    title: "알레르기 유발 재료",
    allergens,
    kitchen: "모든 도넛을 한 주방에서 만들어요. 견과류, 대두, 참깨가 조금씩 섞일 수 있어요.",
  },
  legend: {
    title: "범례",
    dough: "반죽",
    glaze: "글레이즈",
    drizzle: "드리즐",
    filling: "속",
    topping: "토핑",
    doughs,
    flavours,
    toppings,
  },
  order: {
    title: "내 주문",
    thanks: (units) => `도넛 ${units}개, 모두 내 거예요`,
    vip: "이 주문으로 VIP가 됐어요",
    vipWhy: "한 번에 100개 이상 주문하면 VIP가 되고, 계속 VIP예요. 마케팅팀에도 알려서 소식을 보내 드릴 수 있어요.",
    sold: "완료",
    place: (place) => (place === 1 ? "바로 다음 차례예요" : `앞에 ${place - 1}명 있어요`),
    drawn: (number) => `${number}번을 뽑았어요. 저절로 줄어들고, 자리를 떠나도 순서는 그대로예요.`,
    rejected: "차례가 오기 전에 다 팔렸어요",
    rejectedWhy: "아무것도 팔리지 않았고 낼 돈도 없어요. 공장에 더 부탁해 두었어요.",
    withdrawn: "주문이 줄에서 빠졌어요",
    withdrawnWhy:
      "가게에서 이 주문을 줄에서 뺐어요. 아무것도 팔리지 않았고 낼 돈도 없어요. 언제든 다시 주문할 수 있어요.",
    total: "합계",
    number: "주문 번호",
    next: "다음은 이렇게 돼요",
    nextSteps: ["지금 상자를 포장하고 있어요.", "매장에서 이 주문표를 보여 주시면 바로 드려요."],
    mailed: "같은 주문표를 이메일로도 보내 드려요.",
    line: "그사이 주방에서는",
    lineWhy: "이 주문으로 가게에서 벌어지는 일을 그때그때 보여 드려요.",
    event,
    asking: (name) => `공장의 답을 기다리고 있어요: ${name}`,
    baking: (name, time) => `${name}, ${time} 뒤에 나와요`,
    arriving: (name) => `곧 도착해요: ${name}`,
    watching: "다음에 무슨 일이 생기는지 보고 있어요…",
    nothingElse: "더 움직일 일이 없었어요. 진열대에 아직 넉넉해요.",
    alreadyBaking: "더 움직일 일이 없었어요. 이 주문 전에 이미 새 도넛을 굽고 있었어요.",
    unknown: "그런 주문은 없어요",
    unknownWhy: "이 번호의 주문을 찾을 수 없어요. 이 기기에서 한 주문은 여권에 있어요.",
    unreachable: "가게와 연결이 안 돼요",
    unreachableWhy: "주문은 잘 보관되어 있어요. 지금 보여 드릴 수 없을 뿐이에요.",
    again: "다시 시도하기",
  },
  passport: {
    body: "주문한 나라마다 도장을 하나씩 찍어 드려요. 이 기기에만 남아요.",
    bodyOf: (email) => `주문한 나라마다 도장을 하나씩 찍어 드려요. 어느 기기에서든 ${email} 계정으로 모여요.`,
    orders: "이 기기에서 한 주문",
    none: "이 기기에서 한 주문이 아직 없어요.",
    begin: "지도 펼치기",
    donuts: (units) => `도넛 ${units}개`,
    queued: "줄에서 기다려요",
    rejected: "안 팔렸어요",
  },
  notices: {
    label: "새 소식",
    fresh: (name) => `갓 나왔어요: ${name}`,
    onTray: (count) => `진열대에 ${count}개 있어요`,
    add: "하나 담기",
  },
  offline: {
    note: "지금 가게와 연결이 안 돼요. 재고가 달라졌을 수 있어서 다시 확인하고 있어요.",
    title: "가게와 연결이 안 돼요",
    body: "오븐은 멀쩡한데 통신이 끊겼어요. 계속 다시 연결하고 있고, 상자는 그대로 있어요.",
    again: "다시 시도하기",
  },
  footer: {
    promise: "하루 종일 굽고, 매초 세고 있어요.",
    console: "운영자 콘솔",
  },
  lost: {
    title: "지도에 없는 곳이에요",
    body: "이 주소에는 부스러기만 조금 남아 있어요.",
    home: "지도로 돌아가기",
  },
};
