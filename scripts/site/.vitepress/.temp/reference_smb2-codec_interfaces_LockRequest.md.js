import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LockRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/LockRequest.md","filePath":"reference/smb2-codec/interfaces/LockRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/LockRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-lockrequest" tabindex="-1">Interface: LockRequest <a class="header-anchor" href="#interface-lockrequest" aria-label="Permalink to &quot;Interface: LockRequest&quot;">​</a></h1><p>SMB2 LOCK Request ([MS-SMB2] 2.2.26).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-fileid"></a> <code>fileId</code></td><td><code>readonly</code></td><td><a href="./FileId.html"><code>FileId</code></a></td><td>-</td></tr><tr><td><a id="property-locks"></a> <code>locks</code></td><td><code>readonly</code></td><td>readonly <a href="./LockElement.html"><code>LockElement</code></a>[]</td><td>As listed; a request without one is for the handler to refuse.</td></tr><tr><td><a id="property-locksequence"></a> <code>lockSequence</code></td><td><code>readonly</code></td><td><code>number</code></td><td>LockSequenceNumber in the low 4 bits, LockSequenceIndex above; reserved in 2.0.2.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/LockRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LockRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LockRequest as default
};
