import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PipeService","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/PipeService.md","filePath":"reference/shares/interfaces/PipeService.md"}');
const _sfc_main = { name: "reference/shares/interfaces/PipeService.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-pipeservice" tabindex="-1">Interface: PipeService <a class="header-anchor" href="#interface-pipeservice" aria-label="Permalink to &quot;Interface: PipeService&quot;">​</a></h1><p>Answers behind one pipe name, such as <code>srvsvc</code>. A <a href="./../classes/ShareError.html">ShareError</a> of its calls reaches the client.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name below IPC$ without <code>\\PIPE</code>, lower case.</td></tr></tbody></table><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="open" tabindex="-1">open() <a class="header-anchor" href="#open" aria-label="Permalink to &quot;open()&quot;">​</a></h3><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">open</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(context): PipeInstance;</span></span></code></pre></div><p>Makes an instance for one open of the pipe.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><table tabindex="0"><thead><tr><th>Parameter</th><th>Type</th></tr></thead><tbody><tr><td><code>context</code></td><td><a href="./PipeContext.html"><code>PipeContext</code></a></td></tr></tbody></table><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./PipeInstance.html"><code>PipeInstance</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/PipeService.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PipeService = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PipeService as default
};
