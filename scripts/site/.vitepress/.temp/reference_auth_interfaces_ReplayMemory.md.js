import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ReplayMemory","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/ReplayMemory.md","filePath":"reference/auth/interfaces/ReplayMemory.md"}');
const _sfc_main = { name: "reference/auth/interfaces/ReplayMemory.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-replaymemory" tabindex="-1">Interface: ReplayMemory <a class="header-anchor" href="#interface-replaymemory" aria-label="Permalink to &quot;Interface: ReplayMemory&quot;">​</a></h1><p>Remembers authenticators that were accepted, so that none is accepted twice (RFC 4120 3.2.3).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-full"></a> <code>full?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether it refuses because it can take no more; for the words alone.</td></tr></tbody></table><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="admit" tabindex="-1">admit() <a class="header-anchor" href="#admit" aria-label="Permalink to &quot;admit()&quot;">​</a></h3><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">admit</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">   digest, </span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">   until, </span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">   now</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">): boolean </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">|</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> Promise</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">&lt;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">boolean</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">&gt;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>Remembers an authenticator, at once or by the time the promise is kept: of two logins with one authenticator that ask at the same time, the second is refused. A memory that is full refuses; it forgets no entry whose time has not come. An error, and a promise that is rejected, refuse the login as <code>store-failed</code>.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><table tabindex="0"><thead><tr><th>Parameter</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><code>digest</code></td><td><code>Buffer</code></td><td>SHA-256 of the authenticator as it was received</td></tr><tr><td><code>until</code></td><td><code>number</code></td><td>milliseconds since 1970 up to which it must be remembered</td></tr><tr><td><code>now</code></td><td><code>number</code></td><td>milliseconds since 1970</td></tr></tbody></table><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>boolean</code> | <code>Promise</code>&lt;<code>boolean</code>&gt;</p><p>true: it was never seen before, and is remembered from now on</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/ReplayMemory.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ReplayMemory = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ReplayMemory as default
};
