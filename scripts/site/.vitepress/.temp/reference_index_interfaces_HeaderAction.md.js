import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HeaderAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/HeaderAction.md","filePath":"reference/index/interfaces/HeaderAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/HeaderAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-headeraction" tabindex="-1">Interface: HeaderAction <a class="header-anchor" href="#interface-headeraction" aria-label="Permalink to &quot;Interface: HeaderAction&quot;">​</a></h1><p>Ids of the answer are wrong. It is signed as if they were right.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;header&quot;</code></td><td>-</td></tr><tr><td><a id="property-messageid"></a> <code>messageId?</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/IdChange.html"><code>IdChange</code></a></td><td>Changes MessageId. Under AES-GMAC it is part of the nonce: signatures of two messages under one MessageId let an eavesdropper forge more.</td></tr><tr><td><a id="property-sessionid"></a> <code>sessionId?</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/IdChange.html"><code>IdChange</code></a></td><td>Changes SessionId.</td></tr><tr><td><a id="property-treeid"></a> <code>treeId?</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/IdChange.html"><code>IdChange</code></a></td><td>Changes TreeId.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/HeaderAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HeaderAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HeaderAction as default
};
