import type { Bilingual } from '#core/bilingual.ts'
import type { Place } from './place.ts'

/** Why Compose, or we, cannot take a file as it is. `detail` is a name or a parser's own words. */
export type ComposeFault = {
  readonly id: FaultId
  readonly at: Place
  readonly detail?: string
}

export type FaultId = keyof typeof SENTENCES

const SHAPES: Readonly<Record<string, Bilingual>> = {
  'single-value': { en: 'a single value', ko: '값 하나' },
  texts: { en: 'a list of single values', ko: '값의 목록' },
  mapping: { en: 'a mapping of names', ko: '이름과 값의 매핑' },
  list: { en: 'a list, each entry after a "- "', ko: '"- "로 시작하는 목록' },
  environment: { en: 'a mapping, or a list of NAME=value', ko: '매핑이나 이름=값의 목록' },
}

const SENTENCES = {
  'too-large': () => ({
    en: 'The file is larger than 128 KB; no compose file is.',
    ko: '파일이 128KB보다 큽니다. compose 파일은 이보다 작아야 합니다.',
  }),
  'not-text': () => ({
    en: 'The file is not text.',
    ko: '텍스트 파일이 아닙니다.',
  }),
  'too-deep': () => ({
    en: 'The file nests more than 64 levels deep.',
    ko: '중첩이 64단계보다 깊습니다.',
  }),
  'too-many-nodes': () => ({
    en: 'Aliases make the file grow beyond all measure.',
    ko: '별칭(alias) 때문에 파일이 지나치게 커집니다.',
  }),
  'not-yaml': (detail: string) => ({
    en: `The file is not valid YAML: ${detail}`,
    ko: `YAML 문법에 맞지 않습니다(${detail}).`,
  }),
  'tab-indent': () => ({
    en: 'A tab is used for indentation; YAML allows only spaces there.',
    ko: '들여쓰기에 탭이 있습니다. YAML에서는 공백만 쓸 수 있습니다.',
  }),
  'duplicate-key': (detail: string) => ({
    en: `The key ${detail} stands twice in the same mapping.`,
    ko: `같은 위치에 ${detail} 키가 두 번 있습니다.`,
  }),
  'several-documents': () => ({
    en: 'The file holds several YAML documents (---); keep one.',
    ko: '파일에 YAML 문서(---)가 여러 개 있습니다. 하나만 남겨 주세요.',
  }),
  'unknown-alias': (detail: string) => ({
    en: `The alias *${detail} refers to an anchor that does not exist.`,
    ko: `*${detail} 별칭이 가리키는 앵커(&${detail})가 없습니다.`,
  }),
  'bad-merge': () => ({
    en: 'A merge key (<<) can only take in a mapping or a list of mappings.',
    ko: '병합 키(<<)에는 매핑이나 매핑의 목록만 올 수 있습니다.',
  }),
  'bad-key': () => ({
    en: 'A key has to be a plain text.',
    ko: '키는 단순한 문자열이어야 합니다.',
  }),
  empty: () => ({
    en: 'There is nothing in the file.',
    ko: '파일에 내용이 없습니다.',
  }),
  'no-services': () => ({
    en: 'The file has no services: section with a service in it.',
    ko: '파일에 services: 항목과 그 아래의 서비스가 없습니다.',
  }),
  'wrong-shape': (detail: string) => ({
    en: `Compose expects ${SHAPES[detail]?.en ?? detail} here.`,
    ko: `이 자리에는 ${SHAPES[detail]?.ko ?? detail}이(가) 와야 합니다.`,
  }),
  'blank-in-name': (detail: string) => ({
    en: `A blank before = becomes part of the name, so nothing reads it: write ${detail}=value.`,
    ko: `= 앞의 공백까지 변수 이름이 되어 아무도 읽지 못합니다. ${detail}=값으로 써야 합니다.`,
  }),
  'list-entry-is-mapping': (detail: string) => ({
    en: `In a list, write ${detail}=value; with a colon it is a mapping and Compose refuses it.`,
    ko: `목록 안에서는 ${detail}=값으로 써야 합니다. 콜론을 쓰면 매핑이 되어 Compose가 거부합니다.`,
  }),
  'unknown-key': (detail: string) => ({
    en: `Compose does not know the key ${detail} here. Is it spelt and indented right?`,
    ko: `Compose가 모르는 키(${detail})입니다. 철자와 들여쓰기를 확인해 주세요.`,
  }),
  'bad-interpolation': (detail: string) => ({
    en: `Compose cannot read the variable in ${detail}; a dollar sign that is meant literally is written $$.`,
    ko: `Compose가 변수를 읽을 수 없습니다(${detail}). $ 문자 자체를 쓰려면 $$로 적어야 합니다.`,
  }),
  'required-variable': (detail: string) => ({
    en: `The variable ${detail} has to be set, and grading sets none; give it a default.`,
    ko: `${detail} 변수가 필요하지만 채점할 때는 설정되지 않습니다. 기본값을 지정해 주세요.`,
  }),
  'bad-port': (detail: string) => ({
    en: `Compose cannot read the port ${detail}.`,
    ko: `Compose가 포트를 읽을 수 없습니다(${detail}).`,
  }),
  'too-many-services': () => ({
    en: 'The file has more than 50 services.',
    ko: '서비스가 50개보다 많습니다.',
  }),
  'no-image': (detail: string) => ({
    en: `The service ${detail} has neither image nor build.`,
    ko: `${detail} 서비스에 image도 build도 없습니다.`,
  }),
  'undefined-service': (detail: string) => ({
    en: `A service ${detail} is depended on, but not defined.`,
    ko: `depends_on에 적힌 ${detail} 서비스가 없습니다.`,
  }),
  'never-healthy': (detail: string) => ({
    en: `It waits until ${detail} is healthy, and ${detail} has no healthcheck, so it never is.`,
    ko: `${detail}이(가) healthy가 되기를 기다리지만 ${detail}에는 healthcheck가 없어 시작되지 않습니다.`,
  }),
  'undefined-network': (detail: string) => ({
    en: `The network ${detail} is used, but not defined under networks:.`,
    ko: `${detail} 네트워크를 사용하지만 최상위 networks:에 정의되어 있지 않습니다.`,
  }),
  'undefined-volume': (detail: string) => ({
    en: `The volume ${detail} is used, but not defined under volumes:.`,
    ko: `${detail} 볼륨을 사용하지만 최상위 volumes:에 정의되어 있지 않습니다.`,
  }),
  'missing-env-file': (detail: string) => ({
    en: `The env_file ${detail} is not in the exercise's folder.`,
    ko: `env_file에 적힌 ${detail} 파일이 연습 폴더에 없습니다.`,
  }),
  'needs-other-file': (detail: string) => ({
    en: `The file takes in another one (${detail}); put everything into this one.`,
    ko: `다른 파일을 불러옵니다(${detail}). 모든 내용을 이 파일에 적어 주세요.`,
  }),
} as const satisfies Record<string, (detail: string) => Bilingual>

const LONGEST_DETAIL = 100

/** What is wrong, in a sentence; the place is shown beside it. */
export function describeFault({ id, detail = '' }: ComposeFault): Bilingual {
  const shown = detail.length > LONGEST_DETAIL ? `${detail.slice(0, LONGEST_DETAIL)}…` : detail
  return SENTENCES[id](shown)
}
