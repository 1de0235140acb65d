import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ApReqFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/ApReqFact.md","filePath":"reference/auth/interfaces/ApReqFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/ApReqFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-apreqfact" tabindex="-1">Interface: ApReqFact <a class="header-anchor" href="#interface-apreqfact" aria-label="Permalink to &quot;Interface: ApReqFact&quot;">​</a></h1><p>An AP-REQ as it arrived, and the keys that are there for its ticket.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-bare"></a> <code>bare</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the message came without framing, as DCE style has it.</td></tr><tr><td><a id="property-etype"></a> <code>etype</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Encryption type of the ticket.</td></tr><tr><td><a id="property-held"></a> <code>held</code></td><td><code>readonly</code></td><td>readonly <a href="./HeldKey.html"><code>HeldKey</code></a>[]</td><td>Keys that are held: those of the ticket&#39;s service first, then others, up to 64 of all.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;ap-req&quot;</code></td><td>-</td></tr><tr><td><a id="property-kvno"></a> <code>kvno</code></td><td><code>readonly</code></td><td><code>number</code> | <code>undefined</code></td><td>Version of the service&#39;s key, as the ticket says; undefined: it says none.</td></tr><tr><td><a id="property-realm"></a> <code>realm</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The realm that the ticket names; nothing protects it either.</td></tr><tr><td><a id="property-service"></a> <code>service</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The service that the ticket names, without its realm. Nothing protects it.</td></tr><tr><td><a id="property-source"></a> <code>source</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Where the keys come from, in words.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/ApReqFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ApReqFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ApReqFact as default
};
