/** The addresses of the pages. */
export const paths = {
  overview: '/',
  signup: '/signup',
  login: '/login',
  authtokens: '/authtokens',
  reservedSubdomains: '/reserved-subdomains',
  tunnels: '/tunnels',
} as const;
