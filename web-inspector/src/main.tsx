import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@/ui/global.css';
import { feed } from '@/api/feed';
import { App } from './App';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
feed.start();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
