import { mount } from '../page/mount';
import { PaperPage } from './PaperPage';

mount(<PaperPage />);
