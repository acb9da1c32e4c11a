import { mount } from '../page/mount';
import { CheckPage } from './CheckPage';
import { PaperPage } from './PaperPage';

mount(location.pathname === '/check' ? <CheckPage /> : <PaperPage />);
