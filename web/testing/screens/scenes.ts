/** Pictures that this project drew itself, to stand where a camera's would: 640 × 360, as SVG. */

const wrap = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360">${content}</svg>`;

const person = (x: number, y: number, scale: number, coat: string, hair = '#2b211b') => `
  <g transform="translate(${x} ${y}) scale(${scale})">
    <ellipse cx="0" cy="152" rx="34" ry="6" fill="#000" opacity=".25"/>
    <path d="M-14 90h12l-1 60h-10ZM3 90h12l-3 60H4Z" fill="#28323a"/>
    <path d="M-22 26q22-14 44 0l4 70q-26 8-52 0Z" fill="${coat}"/>
    <path d="M-22 28l-10 46 7 3 9-34ZM22 28l10 46-7 3-9-34Z" fill="${coat}"/>
    <circle cx="0" cy="2" r="17" fill="#c89878"/>
    <path d="M-18 4q-2-24 18-24t18 24q-6-12-18-12t-18 12Z" fill="${hair}"/>
  </g>`;

const dog = (x: number, y: number, scale: number) => `
  <g transform="translate(${x} ${y}) scale(${scale})" fill="#6d4a2c">
    <ellipse cx="0" cy="34" rx="44" ry="5" fill="#000" opacity=".25"/>
    <path d="M-36-6q30-12 58 0l16-12 12 10-10 12q-4 10-14 10h-60q-8-8-2-20ZM-34 8h8v26h-7ZM-20 10h8v24h-7ZM12 10h8v24h-7ZM24 8h8v26h-7ZM-36-4l-14-14 4-3 14 12Z"/>
  </g>`;

const car = (x: number, y: number, paint: string) => `
  <g transform="translate(${x} ${y})">
    <ellipse cx="0" cy="36" rx="92" ry="8" fill="#000" opacity=".3"/>
    <path d="M-86 12q2-16 26-18l24-24h56l26 24q36 2 38 20v14H-86Z" fill="${paint}"/>
    <path d="M-52-6l18-18h22v18ZM-6-24h22l18 18H-6Z" fill="#bcd0d8"/>
    <circle cx="-48" cy="28" r="15" fill="#15191b"/><circle cx="48" cy="28" r="15" fill="#15191b"/>
  </g>`;

const hallway = (light: number) => `
  <defs><linearGradient id="w" x2="0" y2="1"><stop stop-color="#c6cbc9"/><stop offset="1" stop-color="#969c9c"/></linearGradient></defs>
  <rect width="640" height="360" fill="url(#w)"/><path d="M0 236h640v124H0Z" fill="#7c4f30"/>
  ${[0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => `<path d="M${n * 90 - 60} 360L${200 + n * 34} 236" stroke="#5f3b22" stroke-width="3"/>`).join('')}
  <path d="M0 230h640v9H0Z" fill="#d8d8d2"/><path d="M470 0h54v232h-54Z" fill="#b5b9b7"/><path d="M0 40h96l-18 130H0Z" fill="#272c30"/>
  <ellipse cx="338" cy="150" rx="62" ry="13" fill="#dadbd6"/><path d="M332 156h12v112h-12Z" fill="#8b8f8f"/><path d="M300 280l38-14 38 14" stroke="#8b8f8f" stroke-width="7" fill="none"/>
  <rect width="640" height="360" fill="#040a12" opacity="${light}"/>`;

const garden = `
  <rect width="640" height="360" fill="#a8bcc2"/><path d="M0 96q90-40 180-8t180-14 280 6v60H0Z" fill="#3f5b3c"/>
  <rect y="120" width="640" height="240" fill="#55803c"/><path d="M0 120h640v20H0Z" fill="#466e34"/>
  <path d="M0 78h640v6H0ZM0 104h640v6H0Z" fill="#7a6a52"/>${[20, 110, 200, 290, 380, 470, 560].map((x) => `<path d="M${x} 66h10v66h-10Z" fill="#6b5c46"/>`).join('')}`;

const street = `
  <rect width="640" height="360" fill="#9ba1a4"/><path d="M0 0h640v90H0Z" fill="#7e8f80"/><path d="M0 90h640v34H0Z" fill="#b8b5ad"/>
  <path d="M0 124h640v190H0Z" fill="#62676b"/><path d="M0 314h640v46H0Z" fill="#a9a69e"/>
  ${[30, 190, 350, 510].map((x) => `<path d="M${x} 214h90v7h-90Z" fill="#d8d5c8"/>`).join('')}`;

const store = `
  <rect width="640" height="360" fill="#c4c0b6"/><path d="M0 130h640v230H0Z" fill="#8d8b86"/><path d="M0 0h640v58H0Z" fill="#dfe3e2"/>
  ${[60, 250, 440].map((x) => `<path d="M${x} 58h26v120h-26Z" fill="#e5e6e2"/>`).join('')}
  <path d="M470 150h150v110H470Z" fill="#9a744a"/><path d="M500 110h90v40h-90Z" fill="#ab8356"/><path d="M0 330l640-110" stroke="#b4543e" stroke-width="3"/>`;

/** Pictures by name. */
export const scenes = {
  hallway: wrap(hallway(0)),
  visitor: wrap(hallway(0) + person(392, 90, 1.35, '#7d8286', '#8a6a45')),
  night: wrap(hallway(0.72) + `<g opacity=".55">${person(300, 100, 1.2, '#39434b')}</g>`),
  dog: wrap(hallway(0.12) + dog(190, 280, 1)),
  garden: wrap(garden + person(330, 110, 0.95, '#8c2f2b') + person(410, 116, 0.9, '#22262b') + dog(200, 250, 0.6)),
  car: wrap(street + car(360, 190, '#2f4c63')),
  store: wrap(store + person(250, 120, 1.05, '#d06a2a', '#e0b93a')),
} as const;

export type SceneName = keyof typeof scenes;
