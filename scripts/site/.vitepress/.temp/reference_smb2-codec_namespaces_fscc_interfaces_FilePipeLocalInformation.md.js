import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FilePipeLocalInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FilePipeLocalInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FilePipeLocalInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FilePipeLocalInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-filepipelocalinformation" tabindex="-1">Interface: FilePipeLocalInformation <a class="header-anchor" href="#interface-filepipelocalinformation" aria-label="Permalink to &quot;Interface: FilePipeLocalInformation&quot;">​</a></h1><p>FILE_PIPE_LOCAL_INFORMATION ([MS-FSCC] 2.4.38).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-currentinstances"></a> <code>currentInstances</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-inboundquota"></a> <code>inboundQuota</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-maximuminstances"></a> <code>maximumInstances</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-namedpipeconfiguration"></a> <code>namedPipeConfiguration</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-namedpipeend"></a> <code>namedPipeEnd</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-namedpipestate"></a> <code>namedPipeState</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-namedpipetype"></a> <code>namedPipeType</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-outboundquota"></a> <code>outboundQuota</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-readdataavailable"></a> <code>readDataAvailable</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-writequotaavailable"></a> <code>writeQuotaAvailable</code></td><td><code>readonly</code></td><td><code>number</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FilePipeLocalInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FilePipeLocalInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FilePipeLocalInformation as default
};
