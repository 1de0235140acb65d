import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OversizeAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/OversizeAction.md","filePath":"reference/index/interfaces/OversizeAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/OversizeAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-oversizeaction" tabindex="-1">Interface: OversizeAction <a class="header-anchor" href="#interface-oversizeaction" aria-label="Permalink to &quot;Interface: OversizeAction&quot;">​</a></h1><p>The answer is larger than it should be, or says that it is.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-bytes"></a> <code>bytes</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The number of bytes too many.</td></tr><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;oversize&quot;</code></td><td>-</td></tr><tr><td><a id="property-part"></a> <code>part?</code></td><td><code>readonly</code></td><td><code>&quot;length&quot;</code> | <code>&quot;header&quot;</code> | <code>&quot;padding&quot;</code></td><td><code>length</code> (the default): the length in front of the message (Content-Length in HTTP) says so many bytes more than follow. <code>padding</code>: so many zero bytes follow the message, and its length counts them; in HTTP so many spaces follow the body. <code>header</code>: a field of so many bytes, in HTTP alone.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/OversizeAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OversizeAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OversizeAction as default
};
