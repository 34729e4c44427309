// The story, while it goes on.

import { listen } from './live';

listen();
