import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Ace","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/Ace.md","filePath":"reference/smb2-codec/interfaces/Ace.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/Ace.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-ace" tabindex="-1">Interface: Ace <a class="header-anchor" href="#interface-ace" aria-label="Permalink to &quot;Interface: Ace&quot;">​</a></h1><p>An ACE. One of a type not in <a href="./../variables/AceType.html">AceType</a> has no mask and no SID here, only its body.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-body"></a> <code>body</code></td><td><code>readonly</code></td><td>| <code>Buffer</code>&lt;<code>ArrayBufferLike</code>&gt; | { <code>accessMask</code>: <code>number</code>; <code>sid</code>: <code>string</code>; }</td><td>-</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/AceFlags.html">AceFlags</a>.</td></tr><tr><td><a id="property-type"></a> <code>type</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/Ace.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Ace = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Ace as default
};
