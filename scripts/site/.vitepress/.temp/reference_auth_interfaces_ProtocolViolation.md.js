import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ProtocolViolation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/ProtocolViolation.md","filePath":"reference/auth/interfaces/ProtocolViolation.md"}');
const _sfc_main = { name: "reference/auth/interfaces/ProtocolViolation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-protocolviolation" tabindex="-1">Interface: ProtocolViolation <a class="header-anchor" href="#interface-protocolviolation" aria-label="Permalink to &quot;Interface: ProtocolViolation&quot;">​</a></h1><p>A request that breaks a rule of the protocol.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-code"></a> <code>code</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Stable code of the rule, such as <code>second-negotiate</code>.</td></tr><tr><td><a id="property-detail"></a> <code>detail?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Details of the request, in words.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;protocol-violation&quot;</code></td><td>-</td></tr><tr><td><a id="property-section"></a> <code>section</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The section of the rule, such as <code>[MS-SMB2] 3.3.5.3.1</code>.</td></tr><tr><td><a id="property-status"></a> <code>status?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The error answered; absent: the connection was dropped without an answer.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/ProtocolViolation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProtocolViolation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProtocolViolation as default
};
