import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ProxyHeaderRefused","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/ProxyHeaderRefused.md","filePath":"reference/auth/interfaces/ProxyHeaderRefused.md"}');
const _sfc_main = { name: "reference/auth/interfaces/ProxyHeaderRefused.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-proxyheaderrefused" tabindex="-1">Interface: ProxyHeaderRefused <a class="header-anchor" href="#interface-proxyheaderrefused" aria-label="Permalink to &quot;Interface: ProxyHeaderRefused&quot;">​</a></h1><p>A connection from an address of <code>proxyProtocol</code> brought no PROXY header that could be taken.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-detail"></a> <code>detail</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The fault in words, without a full stop.</td></tr><tr><td><a id="property-firstbytes"></a> <code>firstBytes</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The bytes that arrived first, up to 64.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;proxy-header-refused&quot;</code></td><td>-</td></tr><tr><td><a id="property-why"></a> <code>why</code></td><td><code>readonly</code></td><td><code>&quot;missing&quot;</code> | <code>&quot;malformed&quot;</code> | <code>&quot;cut&quot;</code> | <code>&quot;late&quot;</code></td><td><code>missing</code>: its first bytes are no header. <code>malformed</code>: they begin like one, and it breaks the protocol. <code>cut</code>: the connection ended in the middle of it. <code>late</code>: its time was over.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/ProxyHeaderRefused.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProxyHeaderRefused = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProxyHeaderRefused as default
};
