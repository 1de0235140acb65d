import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ServerNames","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ServerNames.md","filePath":"reference/index/interfaces/ServerNames.md"}');
const _sfc_main = { name: "reference/index/interfaces/ServerNames.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-servernames" tabindex="-1">Interface: ServerNames <a class="header-anchor" href="#interface-servernames" aria-label="Permalink to &quot;Interface: ServerNames&quot;">​</a></h1><p>The names a server introduces itself with in its CHALLENGE ([MS-NLMP] 2.2.2.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-dnsdomain"></a> <code>dnsDomain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>DNS name of its domain (MsvAvDnsDomainName); empty: none.</td></tr><tr><td><a id="property-dnsname"></a> <code>dnsName</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Fully qualified name of the server (MsvAvDnsComputerName).</td></tr><tr><td><a id="property-dnstree"></a> <code>dnsTree?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>DNS name of the forest the domain belongs to (MsvAvDnsTreeName); absent or empty: none is named.</td></tr><tr><td><a id="property-netbiosdomain"></a> <code>netbiosDomain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The domain the server belongs to; empty, or the server&#39;s own name: it belongs to none.</td></tr><tr><td><a id="property-netbiosname"></a> <code>netbiosName</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Up to 15 characters, upper case.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ServerNames.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ServerNames = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ServerNames as default
};
